"""You write the zeros into x itself. It belongs to the caller.
Caught by: slope 0"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x > 0)
        ctx.slope = slope
        x.data[x <= 0] *= slope
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        (on,) = ctx.saved_tensors
        return torch.where(on, grad_output, ctx.slope * grad_output), None
