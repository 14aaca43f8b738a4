"""You multiply `grad_output` in place. It is not yours: where the output is added to something, autograd hands the same
tensor to both, and the other gets your gradient.
Caught by: beside another"""

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
        grad_output[x <= 0] *= ctx.slope
        return grad_output, None
