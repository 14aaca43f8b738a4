"""You flatten all but the batch. The answer has the shape of the input.
Caught by: a batch"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        y = torch.where(x > 0, x, slope * x)
        return y.flatten(1) if x.dim() > 2 else y

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        g = grad_output.reshape(x.shape)
        return torch.where(x > 0, g, ctx.slope * g), None
