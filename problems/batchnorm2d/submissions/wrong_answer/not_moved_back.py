"""You bring the channels back by swapping two dimensions. That is not the inverse of moving them, which shifts all the
dimensions in between: move them back with movedim.
Caught by: two images"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    last = x.movedim(channel_dim, -1)
    rows = last.reshape(-1, last.shape[-1])
    mean, var = running_mean, running_var
    if training:
        var, mean = torch.var_mean(rows, 0, correction=0)
        if running_mean is not None:
            n = len(rows)
            with torch.no_grad():
                running_mean.lerp_(mean, momentum)
                running_var.lerp_(var * n / (n - 1), momentum)
    out = (rows - mean) / (var + eps).sqrt()
    if weight is not None:
        out = out * weight + bias
    return out.reshape(last.shape).transpose(-1, channel_dim)
