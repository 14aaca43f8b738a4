"""Your backward computes in float32 and gives away half of the digits of a float64 gradient.
Caught by: backward in double"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = torch.where(x.amax(dim, keepdim=True).isinf(), 0.0, x.amax(dim, keepdim=True))
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    return torch.where(y.isinf(), 0.0, g.float() * (x.float() - y.float()).exp()).to(x.dtype)
