"""You hand the slope to save_for_backward. It takes tensors; a plain number may be an attribute of ctx.
Caught by: slope 0"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x, slope)
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, slope = ctx.saved_tensors
        return torch.where(x > 0, grad_output, slope * grad_output), None
