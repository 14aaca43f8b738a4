"""torch.func: vmap over rows, and grad looked at on the way."""

import torch
from torch.func import grad, vmap


def row(v):
    e = torch.exp(v - v.max())
    return e / e.sum()


def softmax(x, dim):
    assert float(grad(lambda t: t * t)(torch.tensor(3.0))) == 6
    y = x.movedim(dim, -1)
    return vmap(row)(y.reshape(-1, y.shape[-1])).reshape(y.shape).movedim(-1, dim)
