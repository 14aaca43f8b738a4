"""Standard numbers of variance one, scaled, and copied into the tensor: normal ones by Box and Muller."""

import math

import torch


def variance(shape, a, mode, nonlinearity):
    out, into, *kernel = shape
    fan = (into if mode == "fan_in" else out) * math.prod(kernel)
    match nonlinearity:
        case "relu":
            return 2 / fan
        case "leaky_relu":
            return 2 / (1 + a * a) / fan
        case "tanh":
            return 25 / 9 / fan
        case "linear" | "sigmoid":
            return 1 / fan


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    radius, angle = (torch.rand(tensor.shape, generator=generator, dtype=torch.float64) for _ in range(2))
    normal = torch.sqrt(-2 * torch.log1p(-radius)) * torch.cos(2 * math.pi * angle)
    tensor.data.copy_(normal * variance(tensor.shape, a, mode, nonlinearity) ** 0.5)
    return tensor


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    centred = torch.rand(tensor.shape, generator=generator) * 2 - 1
    tensor.data.copy_(centred * (3 * variance(tensor.shape, a, mode, nonlinearity)) ** 0.5)
    return tensor
