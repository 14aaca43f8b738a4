"""You write into x whenever there is no `out`. Without being told to, a function leaves its input alone.
Caught by: by hand"""

import torch


def silu(x, out=None):
    if out is None:
        y = x * torch.sigmoid(x)
        x.data.copy_(y.detach())
        return y
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
