"""You reduce over the batch alone, so (N, C, L) gets a mean for every position. A channel has one mean, over
N and L.
Caught by: square sequence"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    shape = (1, -1) + (1,) * (x.dim() - 2)
    dims = [0, *range(2, x.dim())]
    if training:
        mean, var = x.mean(0), x.var(0, correction=0)
        if running_mean is not None:
            with torch.no_grad():
                running_mean.lerp_(x.mean(dims), momentum)
                running_var.lerp_(x.var(dims), momentum)
    else:
        mean, var = running_mean.view(shape), running_var.view(shape)
    y = (x - mean) / torch.sqrt(var + eps)
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y
