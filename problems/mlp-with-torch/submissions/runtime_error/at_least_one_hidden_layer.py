"""You always start with a hidden layer. Two widths are a single layer.
Caught by: a single layer"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    (weight, bias), *middle, last = zip(*[iter(parameters.values())] * 2)
    x = F.relu(F.linear(x, weight, bias))
    for weight, bias in middle:
        x = F.relu(F.linear(x, weight, bias))
    return F.linear(x, *last)
