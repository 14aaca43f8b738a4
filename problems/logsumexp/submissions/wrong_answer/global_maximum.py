"""You subtract one maximum from all slices. Those far below it underflow to the logarithm of 0.
Caught by: rows far apart"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = x.max()
    return (x - m).exp().sum(dim, keepdim=keepdim).log() + m


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    return torch.where(y.isinf(), 0.0, g * (x - y).exp())
