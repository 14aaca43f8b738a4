"""F. A lazy tensor that computes in the checker.

Verdict: wrong_answer
"""

import torch


class Lazy(torch.Tensor):
    @staticmethod
    def __new__(cls, x, dim):
        return torch.Tensor._make_wrapper_subclass(cls, x.shape, dtype=x.dtype, requires_grad=x.requires_grad)

    def __init__(self, x, dim):
        self.x, self.dim_ = x, dim

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        def real(value):
            if not isinstance(value, Lazy):
                return value
            e = torch.exp(value.x - value.x.amax(value.dim_, keepdim=True))
            return e / e.sum(value.dim_, keepdim=True)

        return func(*[real(a) for a in args], **(kwargs or {}))


def softmax(x, dim):
    return Lazy(x, dim)
