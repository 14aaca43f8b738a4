"""Recursion four thousand levels deep, the limit lifted for it."""

import sys

import torch

sys.setrecursionlimit(10_000)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def softmax(x, dim):
    assert down(4000) == 4000
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
