"""You keep the mask on the class, where all calls share it. The second call overwrites what the backward of the first
one needs.
Caught by: two calls"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        ReLU.mask = x > 0
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        return torch.where(ReLU.mask, grad_output, ctx.slope * grad_output), None
