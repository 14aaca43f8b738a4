"""The way that torch.func understands: forward without ctx. What is kept is the slope of each entry."""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(x, slope):
        return x * torch.ones_like(x).masked_fill(x <= 0, slope)

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, slope = inputs
        ctx.save_for_backward(torch.ones_like(x).masked_fill(x <= 0, slope))

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * ctx.saved_tensors[0], None
