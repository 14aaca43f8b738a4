"""H. Wrong gradients: a quotient of differences instead of a derivative.

Verdict: wrong_answer
"""

import torch


def forward_only(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


class Differences(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        ctx.save_for_backward(x)
        ctx.dim = dim
        return forward_only(x, dim)

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        out = torch.zeros_like(x)
        for i in range(x.numel()):
            step = torch.zeros_like(x)
            step.view(-1)[i] = 1e-2
            out.view(-1)[i] = (g * (forward_only(x + step, ctx.dim) - forward_only(x, ctx.dim))).sum() / 1e-2
        return out, None


def softmax(x, dim):
    return Differences.apply(x, dim)
