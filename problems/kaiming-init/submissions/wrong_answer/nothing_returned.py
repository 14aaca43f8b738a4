"""You fill the tensor and do not return it: what comes back is nothing, or another tensor (`.data` makes one, on the same
memory). PyTorch's functions return the very tensor that they filled.
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
    tensor.normal_(0, std, generator=generator)


@torch.no_grad()
def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    bound = math.sqrt(3) * deviation(tensor, a, mode, nonlinearity)
    return tensor.uniform_(-bound, bound, generator=generator)
