"""Your kaiming_normal_ has the gain of a linear layer by default. The default is leaky_relu with a slope of 0, which
is that of ReLU.
Caught by: normal by default"""

import math

import torch


def deviation(tensor, a, mode, nonlinearity):
    fan = tensor.numel() // tensor.shape[0 if mode == "fan_in" else 1]
    gains = {"relu": math.sqrt(2), "leaky_relu": math.sqrt(2 / (1 + a**2)), "tanh": 5 / 3}
    return gains.get(nonlinearity, 1) / math.sqrt(fan)


@torch.no_grad()
def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="linear", generator=None):
    std = deviation(tensor, a, mode, nonlinearity)
    return tensor.normal_(0, std, generator=generator)


@torch.no_grad()
def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    bound = math.sqrt(3) * deviation(tensor, a, mode, nonlinearity)
    return tensor.uniform_(-bound, bound, generator=generator)
