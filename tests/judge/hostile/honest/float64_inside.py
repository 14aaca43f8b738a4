"""float64 internally, and cast back."""

import torch


def softmax(x, dim):
    wide = x.to(torch.float64)
    e = torch.exp(wide - wide.amax(dim, keepdim=True))
    return (e / e.sum(dim, keepdim=True)).to(x.dtype)
