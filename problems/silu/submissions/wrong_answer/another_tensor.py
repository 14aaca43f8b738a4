"""You ignore `out` and return a new tensor. The caller reads what is in `out`.
Caught by: into out"""

import torch


def silu(x, out=None):
    return x * torch.sigmoid(x)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
