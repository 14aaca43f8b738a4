"""Where a whole slice is −inf, you compute −inf − (−inf), which is nan. The logarithm of an empty sum is −inf.
Caught by: a slice of nothing"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = x.amax(dim, keepdim=True)
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    return torch.where(y.isfinite(), g * (x - y).exp(), 0.0)
