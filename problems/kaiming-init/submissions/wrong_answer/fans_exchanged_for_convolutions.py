"""You exchange the fans of a convolution. It is stored as (out, in, *kernel), in the order of a linear weight.
Caught by: convolution"""

import math

import torch


def deviation(tensor, a, mode, nonlinearity):
    inner = (mode == "fan_in") == (tensor.dim() == 2)
    fan = tensor[0].numel() if inner else tensor[:, 0].numel()
    gains = {"relu": math.sqrt(2), "leaky_relu": math.sqrt(2 / (1 + a**2)), "tanh": 5 / 3}
    return gains.get(nonlinearity, 1) / math.sqrt(fan)


@torch.no_grad()
def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    std = deviation(tensor, a, mode, nonlinearity)
    return tensor.normal_(0, std, generator=generator)


@torch.no_grad()
def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    bound = math.sqrt(3) * deviation(tensor, a, mode, nonlinearity)
    return tensor.uniform_(-bound, bound, generator=generator)
