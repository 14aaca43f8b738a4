"""The walrus operator, in a condition, in a call and in a comprehension, and a chained comparison."""

import torch


def softmax(x, dim):
    if not -(n := x.dim()) <= dim < n:
        raise IndexError(dim)
    e = torch.exp(x - (top := x.amax(dim, keepdim=True)))
    assert [size for part in (x, e) if (size := part.dim()) == n] == [n, n] and top.dim() == n
    return (y := e / e.sum(dim, keepdim=True)) * (1 if y is not None else 0)
