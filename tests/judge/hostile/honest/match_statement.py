"""`match`, with classes, guards and captures."""

import torch


def softmax(x, dim):
    match (x, dim):
        case (torch.Tensor(), int() as d) if d < 0:
            return softmax(x, d + x.dim())
        case (torch.Tensor(ndim=1), 0):
            e = torch.exp(x - x.max())
            return e / e.sum()
        case (torch.Tensor(), d):
            e = torch.exp(x - x.amax(d, keepdim=True))
            return e / e.sum(d, keepdim=True)
        case _:
            raise TypeError
