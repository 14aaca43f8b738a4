"""H. The library call instead of the work: torch's own Python version of softmax, reached by a name put together.

Verdict: forbidden_api
"""

import importlib

import torch


class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        y = getattr(importlib.import_module("torch._refs"), "soft" + "max")(x, dim)
        ctx.save_for_backward(y)
        ctx.dim = dim
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return y * (g - (g * y).sum(ctx.dim, keepdim=True)), None


def softmax(x, dim):
    return Own.apply(x, dim)
