"""Your backward has exp(−x) above and below the line. At −100 both are infinite, and the quotient is nan.
Caught by: backward far out"""

import torch


def silu(x, out=None):
    return torch.mul(x, torch.sigmoid(x), out=out)


def silu_backward(grad_output, x):
    e = torch.exp(-x)
    return grad_output * (1 / (1 + e) + x * e / (1 + e) ** 2)
