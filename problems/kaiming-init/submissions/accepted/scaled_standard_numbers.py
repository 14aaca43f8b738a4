"""Standard numbers of variance one or of bound one, scaled, and copied into the tensor."""

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
            return (5 / 3) ** 2 / fan
        case "linear" | "sigmoid":
            return 1 / fan


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    normal = torch.randn(tensor.shape, generator=generator)
    tensor.data.copy_(normal * variance(tensor.shape, a, mode, nonlinearity) ** 0.5)
    return tensor


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    centred = torch.empty(tensor.shape).uniform_(-1, 1, generator=generator)
    tensor.data.copy_(centred * (3 * variance(tensor.shape, a, mode, nonlinearity)) ** 0.5)
    return tensor
