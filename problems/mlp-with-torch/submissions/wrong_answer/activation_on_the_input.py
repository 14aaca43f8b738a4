"""You apply ReLU before each layer, the first included. That cuts the input's negative half off.
Caught by: three layers"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    for i in range(0, len(parameters), 2):
        x = F.linear(F.relu(x), parameters[f"{i}.weight"], parameters[f"{i}.bias"])
    return x
