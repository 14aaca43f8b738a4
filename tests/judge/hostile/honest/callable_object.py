"""An object with `__call__`."""

import torch


class Function:
    __slots__ = ("seen",)

    def __init__(self):
        self.seen = 0

    def __call__(self, x, dim):
        self.seen += 1
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)


softmax = Function()
