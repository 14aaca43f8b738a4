"""Your function knows two layers. There can be more, or only one.
Caught by: three layers"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    h = F.relu(F.linear(x, parameters["0.weight"], parameters["0.bias"]))
    return F.linear(h, parameters["2.weight"], parameters["2.bias"])
