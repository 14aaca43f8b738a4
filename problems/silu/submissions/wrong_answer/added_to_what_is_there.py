"""You add to what `out` holds. It may hold anything: overwrite it.
Caught by: into out"""

import torch


def silu(x, out=None):
    if out is None:
        return x * torch.sigmoid(x)
    return out.addcmul_(x, torch.sigmoid(x))


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
