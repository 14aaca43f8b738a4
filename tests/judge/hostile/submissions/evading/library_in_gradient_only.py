"""H. Own forward, and the library in the backward pass.

Verdict: forbidden_api
"""

import torch


class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        e = torch.exp(x - x.amax(dim, keepdim=True))
        y = e / e.sum(dim, keepdim=True)
        ctx.save_for_backward(y)
        ctx.dim = dim
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        name = "_soft" + "max_backward_data"
        return getattr(torch, name)(g, y, ctx.dim, y.dtype), None


def softmax(x, dim):
    return Own.apply(x, dim)
