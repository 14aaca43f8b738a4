"""Your function takes the parameters' data. The values are right, and nothing would be trained.
Caught by: by hand"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    parameters = {name: value.detach() for name, value in parameters.items()}
    *hidden, last = range(0, len(parameters), 2)
    for i in hidden:
        x = F.relu(F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"]))
    return F.linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
