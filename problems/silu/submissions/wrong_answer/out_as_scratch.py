"""You compute step by step in `out`. When `out` is x itself, the first step destroys the x that the last one needs.
Caught by: out is x"""

import torch


def silu(x, out=None):
    if out is None:
        return x * torch.sigmoid(x)
    torch.sigmoid(x, out=out)
    return out.mul_(x)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
