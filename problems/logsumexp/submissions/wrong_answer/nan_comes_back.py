"""Where a slice is all −inf, your backward computes −inf − (−inf). Nothing entered the sum, so its gradient is 0.
Caught by: backward of nothing"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = torch.where(x.amax(dim, keepdim=True).isinf(), 0.0, x.amax(dim, keepdim=True))
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    return g * (x - logsumexp(x, dim, keepdim=True)).exp()
