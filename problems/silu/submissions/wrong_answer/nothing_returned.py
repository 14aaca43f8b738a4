"""You fill `out` and return nothing. The caller may want to go on with the result.
Caught by: into out"""

import torch


def silu(x, out=None):
    if out is None:
        return x * torch.sigmoid(x)
    torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
