"""You sort the names as text: "10.weight" comes before "2.weight".
Caught by: seven square layers"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    names = sorted(name.removesuffix(".weight") for name in parameters if name.endswith("weight"))
    *hidden, last = names
    for i in hidden:
        x = F.relu(F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"]))
    return F.linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
