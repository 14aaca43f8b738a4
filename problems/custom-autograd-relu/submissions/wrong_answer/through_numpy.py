"""You go through numpy in the backward. Autograd does not see what happens there, and the second derivative is lost.
Caught by: squared"""

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
        g = torch.from_numpy(grad_output.detach().double().numpy()).to(x.dtype)
        return torch.where(x > 0, g, ctx.slope * g), None
