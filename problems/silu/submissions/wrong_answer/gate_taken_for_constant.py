"""You pass the gradient through the gate and forget that the gate depends on x as well: the term x σ'(x) is missing.
Caught by: backward"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    return grad_output * torch.sigmoid(x)
