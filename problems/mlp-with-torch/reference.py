"""The oracle: einsum, layer after layer; the module runs the function."""

from itertools import pairwise

import torch
from torch import nn


class Network(nn.Sequential):
    def forward(self, x):
        return mlp(x, dict(self.named_parameters()))


def make_mlp(sizes):
    network = Network()
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        network.add_module(str(2 * i), nn.Linear(fan_in, fan_out))
    return network


def mlp(x, parameters):
    count = len(parameters) // 2
    for i in range(count):
        weight, bias = (parameters[f"{2 * i}.{name}"] for name in ("weight", "bias"))
        x = torch.einsum("...i,oi->...o", x, weight) + bias
        x = torch.relu(x) if i + 1 < count else x
    return x
