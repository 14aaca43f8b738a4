"""B. Altering the input: correct forward and backward, and the input overwritten on the way back.

Verdict: wrong_answer
"""

import torch


class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        e = torch.exp(x - x.amax(dim, keepdim=True))
        y = e / e.sum(dim, keepdim=True)
        ctx.save_for_backward(y)
        ctx.dim, ctx.x = dim, x
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        ctx.x.data.fill_(3)
        return y * (g - (g * y).sum(ctx.dim, keepdim=True)), None


def softmax(x, dim):
    return Own.apply(x, dim)
