"""You keep one layer for each pair of widths and use it again. Layers of the same shape have parameters of their own.
Caught by: square layers"""

import torch.nn.functional as F
from torch import nn


def make_mlp(sizes):
    known, layers = {}, []
    for pair in zip(sizes, sizes[1:]):
        layers += [known.setdefault(pair, nn.Linear(*pair)), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def mlp(x, parameters):
    *hidden, last = range(0, len(parameters), 2)
    for i in hidden:
        x = F.relu(F.linear(x, parameters[f"{i}.weight"], parameters[f"{i}.bias"]))
    return F.linear(x, parameters[f"{last}.weight"], parameters[f"{last}.bias"])
