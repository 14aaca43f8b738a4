"""You take a leaky ReLU, which lets a hundredth of what is negative through.
Caught by: by hand"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.LeakyReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    *hidden, last = range(0, len(parameters), 2)
    for i in hidden:
        x = F.relu(F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"]))
    return F.linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
