"""You look for the second layer under the number 1. The ReLU is there; layers have the even numbers.
Caught by: by hand"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    count = len(parameters) // 2
    for i in range(count):
        x = F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"])
        if i < count - 1:
            x = F.relu(x)
    return x
