"""The forward hands its backward to autograd itself, and nothing can overflow on the way."""

import math

import torch


class Gelu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, approximate):
        ctx.save_for_backward(x)
        ctx.approximate = approximate
        z = x.double()
        if approximate == "tanh":
            y = z - z / (1 + torch.exp(2 * inner(z)))
        else:
            y = z * torch.erfc(-z / 2**0.5) / 2
        return y.to(x.dtype)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return gelu_backward(grad_output, x, ctx.approximate), None


def inner(z):
    return (2 / math.pi) ** 0.5 * (z + 0.044715 * z**3)


def gelu(x, approximate="none"):
    return Gelu.apply(x, approximate)


def gelu_backward(grad_output, x, approximate="none"):
    z = x.double()
    if approximate == "none":
        slope = torch.erfc(-z / 2**0.5) / 2 + z * torch.exp(-(z**2) / 2) / (2 * math.pi) ** 0.5
    else:
        t = torch.tanh(inner(z))
        du = (2 / math.pi) ** 0.5 * (1 + 0.134145 * z**2)
        slope = ((1 + t) + z * (1 - t) * (1 + t) * du) / 2
    return (grad_output * slope).to(x.dtype)
