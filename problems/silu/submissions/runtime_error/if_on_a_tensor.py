"""You write `if out:` to see whether there is one. Python asks the tensor for a truth value, which several entries do
not have; ask `out is None`.
Caught by: into out"""

import torch


def silu(x, out=None):
    y = x * torch.sigmoid(x)
    if out:
        return out.copy_(y)
    return y


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
