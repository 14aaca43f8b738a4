"""You ask for the sign of grad_output. What counts is the sign of the input.
Caught by: slope 0"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        return torch.where(grad_output > 0, grad_output, ctx.slope * grad_output), None
