"""You keep x as an attribute of ctx. The gradient is right as long as nobody changes x; save_for_backward would
notice, and frees the memory in time.
Caught by: kept for the backward"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.x = x
        ctx.slope = slope
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        return torch.where(ctx.x > 0, grad_output, ctx.slope * grad_output), None
