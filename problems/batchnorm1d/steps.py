"""Batch norm step by step. Gradients are compared at the normalized values alone: those before depend on the formula by
which somebody gets to the variance."""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    dims = (0,) if x.dim() == 2 else (0, 2)
    by_channel = (1, -1) if x.dim() == 2 else (1, -1, 1)
    mean, variance = (x.mean(dims), x.var(dims, correction=0)) if training else (running_mean, running_var)
    probe("mean", mean.detach().clone())
    probe("variance", variance.detach().clone())
    centered = x - mean.view(by_channel)
    y = probe("normalized", centered / torch.sqrt(variance.view(by_channel) + eps))
    if training and running_mean is not None:
        with torch.no_grad():
            unbiased = probe("unbiased", x.detach().var(dims, correction=1))
            running_mean.mul_(1 - momentum).add_(momentum * mean)
            running_var.mul_(1 - momentum).add_(momentum * unbiased)
    y = y if weight is None else y * weight.view(by_channel)
    return y if bias is None else y + bias.view(by_channel)
