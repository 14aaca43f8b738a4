"""You multiply by the weight as it is. nn.Linear keeps (out, in), so it has to be transposed; on square layers
nothing would have raised.
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
        x = F.relu(x @ parameters[f"{i}.weight"] + parameters[f"{i}.bias"])
    return x @ parameters[f"{last}.weight"] + parameters[f"{last}.bias"]
