"""You compute in float32. A float64 tensor asks for float64.
Caught by: double precision"""

import torch


def logsumexp(x, dim, keepdim=False):
    z = x.float()
    m = torch.where(z.amax(dim, keepdim=True).isinf(), 0.0, z.amax(dim, keepdim=True))
    y = ((z - m).exp().sum(dim, keepdim=True).log() + m).to(x.dtype)
    return y if keepdim else y.squeeze(dim)


def logsumexp_backward(grad_output, x, dim, keepdim=False):
    g = grad_output if keepdim else grad_output.unsqueeze(dim)
    y = logsumexp(x, dim, keepdim=True)
    return torch.where(y.isinf(), 0.0, g * (x - y).exp())
