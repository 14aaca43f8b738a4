"""You replace the sigmoid by a straight line between −3 and 3. That is the hard variant, made for phones.
Caught by: by hand"""

import torch


def silu(x, out=None):
    return torch.mul(x, (x + 3).clamp(0, 6) / 6, out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
