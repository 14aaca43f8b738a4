"""You name the layers yourself. Without names of your own, nn.Sequential counts: 0, 1, 2, the ReLUs included.
Caught by: by hand"""

from collections import OrderedDict

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    layers = OrderedDict()
    for i, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:]), start=1):
        layers[f"fc{i}"] = nn.Linear(fan_in, fan_out)
        layers[f"relu{i}"] = nn.ReLU()
    layers.popitem()
    return nn.Sequential(layers)


def mlp(x, parameters):
    *hidden, last = range(0, len(parameters), 2)
    for i in hidden:
        x = F.relu(F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"]))
    return F.linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
