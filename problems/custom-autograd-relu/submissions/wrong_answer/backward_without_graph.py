"""You write no_grad into the backward. Autograd switches the graph off by itself when nobody asks for a second
derivative.
Caught by: squared"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    @torch.no_grad()
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, ctx.slope * grad_output), None
