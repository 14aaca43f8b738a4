"""You give `out` other memory by `.data` or `set_`. The table that it is a part of keeps what it had.
Caught by: part of a table"""

import torch


def silu(x, out=None):
    y = x * torch.sigmoid(x)
    if out is None:
        return y
    out.data = y
    return out


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
