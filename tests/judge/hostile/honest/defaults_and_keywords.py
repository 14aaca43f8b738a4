"""More parameters than asked for, positional only, with defaults."""

import torch


def softmax(x, dim=-1, /, temperature=1.0, *, dtype=None):
    x = x if dtype is None else x.to(dtype)
    x = x / temperature
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
