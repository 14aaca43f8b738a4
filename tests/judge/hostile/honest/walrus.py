"""The walrus operator, unpacking, and a chained comparison."""

import torch


def softmax(x, dim):
    if (n := x.dim()) and -n <= dim < n:
        return (e := torch.exp(x - (top := x.amax(dim, keepdim=True)))) / (top * 0 + e.sum(dim, keepdim=True)) if not (
            x.isinf().any()
        ) else e / e.sum(dim, keepdim=True) if (e := torch.exp(x - x.amax(dim, keepdim=True))) is not None else None
    raise IndexError(dim)
