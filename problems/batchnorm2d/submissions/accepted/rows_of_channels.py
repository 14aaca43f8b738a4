"""Channels moved to the end and everything else flattened: then every layout is (n, C), and there is one to write."""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    last = x.movedim(channel_dim, -1)
    rows = last.reshape(-1, last.shape[-1])
    mean, var = running_mean, running_var
    if training:
        var, mean = torch.var_mean(rows, 0, correction=0)
        if running_mean is not None:
            batch_var, batch_mean = torch.var_mean(rows.detach(), 0)
            running_mean.copy_((1 - momentum) * running_mean + momentum * batch_mean)
            running_var.copy_((1 - momentum) * running_var + momentum * batch_var)
    out = (rows - mean) / (var + eps).sqrt()
    if weight is not None:
        out = out * weight + bias
    return out.reshape(last.shape).movedim(-1, channel_dim)
