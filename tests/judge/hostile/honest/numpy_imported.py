"""numpy imported, and used in an own autograd.Function."""

import numpy as np
import torch


class Softmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        a = x.detach().numpy()
        e = np.exp(a.astype(np.float64) - a.max(dim, keepdims=True))
        y = torch.from_numpy(e / e.sum(dim, keepdims=True)).to(x.dtype)
        ctx.save_for_backward(y)
        ctx.dim = dim
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return y * (g - (g * y).sum(ctx.dim, keepdim=True)), None


def softmax(x, dim):
    return Softmax.apply(x, dim)
