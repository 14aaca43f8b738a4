"""You make the gate steeper, x σ(1.702 x). That is an approximation of GELU; SiLU has the plain sigmoid.
Caught by: by hand"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(1.702 * x), out=out)


def silu_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 + x * (1 - s))
