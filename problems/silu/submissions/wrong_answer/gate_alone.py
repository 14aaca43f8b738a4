"""You differentiate the gate and forget the first term of the product rule, σ(x) times one.
Caught by: backward"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * x * s * (1 - s)
