"""You write the product as `addmm`, which takes matrices only. One example is a vector.
Caught by: one example"""

import torch
import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def linear(x, weight, bias):
    rows = x.flatten(0, -2)
    return torch.addmm(bias, rows, weight.T).view(*x.shape[:-1], -1)


def mlp(x, parameters):
    *hidden, last = range(0, len(parameters), 2)
    for i in hidden:
        x = F.relu(linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"]))
    return linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
