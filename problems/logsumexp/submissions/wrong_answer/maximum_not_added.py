"""You take the maximum out and never put it back.
Caught by: one, two, three"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = x.amax(dim, keepdim=True)
    return (x - m).exp().sum(dim, keepdim=keepdim).log()


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    return (g * torch.exp(x - x.exp().sum(dim, keepdim=True).log())).nan_to_num()
