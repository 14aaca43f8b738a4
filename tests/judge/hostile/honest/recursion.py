"""Recursion: the sum of halves."""

import torch


def total(x, dim):
    n = x.shape[dim]
    if n == 1:
        return x
    return total(x.narrow(dim, 0, n // 2), dim) + total(x.narrow(dim, n // 2, n - n // 2), dim)


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / total(e, dim)
