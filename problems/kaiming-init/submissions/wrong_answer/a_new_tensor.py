"""You return a new tensor and leave the given one as it was. The name ends in an underscore: fill it in place.
Caught by: normal for relu"""

import math

import torch


def deviation(tensor, a, mode, nonlinearity):
    fan = tensor.numel() // tensor.shape[0 if mode == "fan_in" else 1]
    gains = {"relu": math.sqrt(2), "leaky_relu": math.sqrt(2 / (1 + a**2)), "tanh": 5 / 3}
    return gains.get(nonlinearity, 1) / math.sqrt(fan)


@torch.no_grad()
def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    std = deviation(tensor, a, mode, nonlinearity)
    return torch.randn(tensor.shape, generator=generator) * std


@torch.no_grad()
def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    bound = math.sqrt(3) * deviation(tensor, a, mode, nonlinearity)
    return tensor.uniform_(-bound, bound, generator=generator)
