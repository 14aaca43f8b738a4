"""You squeeze without naming the dimension. That takes out every dimension of length 1, the batch's too.
Caught by: a batch of one"""

import torch


def logsumexp(x, dim, keepdim=False):
    top = x.amax(dim, keepdim=True).detach()
    top = torch.where(top.isinf(), 0.0, top)
    y = top + (x - top).exp().sum(dim, keepdim=True).log()
    return y if keepdim else y.squeeze()


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    top = x.amax(dim, keepdim=True)
    e = (x - torch.where(top.isinf(), 0.0, top)).exp()
    return g * e / e.sum(dim, keepdim=True).clamp(min=1e-30)
