"""Star arguments."""

import torch


def softmax(*args, **kwargs):
    (x, dim), rest = args, kwargs
    assert not rest
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
