"""You drop the dimension although `keepdim` asks for it with length 1.
Caught by: kept dimension"""

import torch


def logsumexp(x, dim, keepdim=False):
    m = torch.where(x.amax(dim, keepdim=True).isinf(), 0.0, x.amax(dim, keepdim=True))
    return ((x - m).exp().sum(dim, keepdim=True).log() + m).squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim).unsqueeze(dim)
    return torch.where(y.isinf(), 0.0, g * (x - y).exp())
