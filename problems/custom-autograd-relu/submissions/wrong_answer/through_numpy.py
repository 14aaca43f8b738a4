"""No graph comes out of your backward: it runs under no_grad, in numpy, or on a detached grad_output. The first
derivative is right; the second one goes through grad_output, and is lost.
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
