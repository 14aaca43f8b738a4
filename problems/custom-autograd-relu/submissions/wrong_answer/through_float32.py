"""You convert to float32 on the way. float64 has digits that float32 does not.
Caught by: double precision"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ctx.slope = slope
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        g = grad_output.float().to(x.dtype)
        return torch.where(x > 0, g, ctx.slope * g), None
