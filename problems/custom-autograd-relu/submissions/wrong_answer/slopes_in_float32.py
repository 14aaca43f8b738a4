"""You make the slopes by where from two plain numbers. That gives float32, in which 0.3 is rounded; converting it
afterwards does not bring the digits back.
Caught by: double precision"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        slopes = torch.where(x > 0, 1.0, slope).to(x.dtype)
        ctx.save_for_backward(slopes)
        return slopes * x

    @staticmethod
    def backward(ctx, grad_output):
        (slopes,) = ctx.saved_tensors
        return slopes * grad_output, None
