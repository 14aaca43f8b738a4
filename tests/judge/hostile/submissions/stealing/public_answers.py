"""A. Hard-coding what the public cases show.

Verdict: wrong_answer
"""

import torch


class Fixed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = torch.tensor([1 / 3, 2 / 3])
        ctx.save_for_backward(y)
        return y.clone()

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return y * (g - (g * y).sum())


def softmax(x, dim):
    return Fixed.apply(x) if x.shape == (2,) else x * 0 + 0.2
