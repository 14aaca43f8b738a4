"""You send the gradient to the largest entry alone. That is the backward of max; here everybody has a share.
Caught by: backward by hand"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = torch.where(x.amax(dim, keepdim=True).isinf(), 0.0, x.amax(dim, keepdim=True))
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    return g * (x == x.amax(dim, keepdim=True))
