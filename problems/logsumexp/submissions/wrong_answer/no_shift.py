"""You take the exponential of raw values: 10000 overflows, −10000 vanishes. Subtract the maximum, and add it again.
Caught by: rows far apart"""

import torch


def logsumexp(x, dim, keepdim=False):
    return x.exp().sum(dim, keepdim=keepdim).log()


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    e = x.exp()
    total = e.sum(dim, keepdim=True)
    return torch.where(total == 0, 0.0, g * e / total)
