"""B. Altering what the caller owns: the cotangent is zeroed in the backward pass.

Verdict: wrong_answer
"""

import torch


class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        e = torch.exp(x - x.amax(dim, keepdim=True))
        return e / e.sum(dim, keepdim=True)

    @staticmethod
    def backward(ctx, g):
        g.zero_()
        return g, None


def softmax(x, dim):
    return Own.apply(x, dim)
