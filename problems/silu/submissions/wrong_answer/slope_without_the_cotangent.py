"""You return the slope. The backward is the slope times the gradient that arrives from above.
Caught by: backward"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return s * (1 + x * (1 - s))
