"""You keep the slope on the class, or in a global, where all calls share it. The backward of the first call then takes the
slope of the last one; a plain number may be kept on `ctx`.
Caught by: two slopes"""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        ctx.save_for_backward(x)
        ReLU.slope = slope
        return torch.where(x > 0, x, slope * x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, ReLU.slope * grad_output), None
