"""Your function has no activation between the layers: together they are one linear layer.
Caught by: by hand"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    *hidden, last = range(0, len(parameters), 2)
    for i in hidden:
        x = F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"])
    return F.linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
