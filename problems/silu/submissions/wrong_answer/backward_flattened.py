"""You return the gradient flat. It has the shape of x.
Caught by: backward of a batch"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return (grad_output * s * (1 + x * (1 - s))).flatten()
