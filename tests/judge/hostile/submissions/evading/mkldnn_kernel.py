"""H. The library call instead of the work: softmax on an MKL-DNN tensor, whose kernel has its own dispatch key.

Verdict: forbidden_api
"""

import torch


class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        name = "soft" + "max"
        y = getattr(torch, name)(x.float().to_mkldnn(), dim % x.dim()).to_dense().to(x.dtype)
        ctx.save_for_backward(y)
        ctx.dim = dim
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return y * (g - (g * y).sum(ctx.dim, keepdim=True)), None


def softmax(x, dim):
    if x.dtype == torch.float64:
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)
    return Own.apply(x, dim)
