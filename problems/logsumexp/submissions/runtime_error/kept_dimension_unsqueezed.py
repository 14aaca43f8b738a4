"""With `keepdim` the cotangent has the dimension already; you add it once more.
Caught by: backward, kept"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = torch.where(x.amax(dim, keepdim=True).isinf(), 0.0, x.amax(dim, keepdim=True))
    y = (x - m).exp().sum(dim, keepdim=True).log() + m
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    if g.dim() != x.dim():
        raise ValueError("the shapes do not fit")
    return torch.where(y.isinf(), 0.0, g * (x - y).exp())
