"""You flatten `out` and write there. Where memory is not contiguous, reshape makes a copy, and you fill that.
Caught by: part of a table"""

import torch


def silu(x, out=None):
    y = x * torch.sigmoid(x)
    if out is None:
        return y
    out.reshape(-1)[:] = y.reshape(-1)
    return out


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
