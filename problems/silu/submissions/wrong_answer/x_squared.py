"""You square where the product rule has a product: the slope is σ + xσ(1 − σ), not σ + x²σ(1 − σ). The second term has
x in it once.
Caught by: backward"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    y = x * s
    return grad_output * (s + x * y * (1 - s))
