"""Channels last, as columns of one matrix: then (N, C, L) is (N, C) with more rows."""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    rows = x.movedim(1, -1).reshape(-1, x.shape[1])
    mean, var = running_mean, running_var
    if training:
        mean = rows.mean(0)
        var = (rows - mean).square().mean(0)
        if running_mean is not None:
            running_mean.copy_((1 - momentum) * running_mean + momentum * mean.detach())
            running_var.copy_((1 - momentum) * running_var + momentum * rows.detach().var(0))
    out = (rows - mean) * (var + eps).rsqrt()
    out = out if weight is None else out * weight
    out = out if bias is None else out + bias
    return out.reshape(x.movedim(1, -1).shape).movedim(-1, 1)
