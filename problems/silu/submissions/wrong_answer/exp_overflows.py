"""You divide by 1 + exp(−x) as it stands. At −100 the exponential is infinite in float32; the value survives that, and
the gradient, infinity times 0, does not.
Caught by: far out"""

import torch


def silu(x, out=None):
    return torch.div(x, 1 + torch.exp(-x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
