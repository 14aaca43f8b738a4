"""You fill `out`, and return another tensor: the one that you filled it from, or a view. What comes back
must be `out` itself.
Caught by: into out"""

import torch


def silu(x, out=None):
    y = x * torch.sigmoid(x)
    if out is not None:
        out.copy_(y)
    return y


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
