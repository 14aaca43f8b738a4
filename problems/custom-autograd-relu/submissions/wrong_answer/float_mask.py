"""You make a float32 mask. Multiplied with bfloat16, it makes the output float32.
Caught by: half precision"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        on = (x > 0).float()
        return on * x + slope * (1 - on) * x

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, ctx.slope * grad_output), None
