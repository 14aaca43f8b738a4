"""You reshape (B, C, H, W) to rows of C numbers without moving the channels to the end. The rows then hold whatever
lies next to each other in memory: neighbouring pixels, not channels.
Caught by: two images"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    rows = x.reshape(-1, x.shape[channel_dim])
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
    return out.reshape(x.shape)
