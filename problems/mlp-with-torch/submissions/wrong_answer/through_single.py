"""You convert to float32 on the way. Float64 in, float64 out, with all its digits.
Caught by: double precision"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    *hidden, last = range(0, len(parameters), 2)
    y = x.float()
    for i in hidden:
        y = F.relu(F.linear(y, parameters[f"{i}.weight"].float(), parameters[f"{i}.bias"].float()))
    return F.linear(y, parameters[f"{last}.weight"].float(), parameters[f"{last}.bias"].float()).to(x.dtype)
