"""You fill a parameter in place while autograd is watching, and it refuses. Write under torch.no_grad().
Caught by: normal for relu"""

import math

import torch


def deviation(tensor, a, mode, nonlinearity):
    fan = tensor.numel() // tensor.shape[0 if mode == "fan_in" else 1]
    gains = {"relu": math.sqrt(2), "leaky_relu": math.sqrt(2 / (1 + a**2)), "tanh": 5 / 3}
    return gains.get(nonlinearity, 1) / math.sqrt(fan)


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    std = deviation(tensor, a, mode, nonlinearity)
    return tensor.normal_(0, std, generator=generator)


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    bound = math.sqrt(3) * deviation(tensor, a, mode, nonlinearity)
    return tensor.uniform_(-bound, bound, generator=generator)
