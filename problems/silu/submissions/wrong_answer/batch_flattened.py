"""You flatten all but the batch. The answer has the shape of the input.
Caught by: a batch"""

import torch


def silu(x, out=None):
    if x.dim() > 2:
        x = x.flatten(1)
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
