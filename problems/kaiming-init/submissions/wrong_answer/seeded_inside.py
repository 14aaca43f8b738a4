"""You seed torch's global generator from yours and draw from that. A given generator draws all numbers itself, and
the global one belongs to others.
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
    if generator is not None:
        torch.default_generator.manual_seed(generator.initial_seed())
    return tensor.normal_(0, std)


@torch.no_grad()
def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    bound = math.sqrt(3) * deviation(tensor, a, mode, nonlinearity)
    return tensor.uniform_(-bound, bound, generator=generator)
