"""You look for channel_dim among 0, 1, 2, … as it stands. A negative one is not there, so nothing is left out of the
reduction: count it from the end first.
Caught by: tokens"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    shape = [1] * x.dim()
    shape[channel_dim] = -1
    dims = [d for d in range(x.dim()) if d != channel_dim]
    if training:
        mean, var = x.mean(dims).expand(x.shape[channel_dim]), x.var(dims, correction=0).expand(x.shape[channel_dim])
        if running_mean is not None:
            n = x.numel() / x.shape[channel_dim]
            with torch.no_grad():
                running_mean.lerp_(mean, momentum)
                running_var.lerp_(var * n / (n - 1), momentum)
    else:
        mean, var = running_mean, running_var
    y = (x - mean.view(shape)) * torch.rsqrt(var.view(shape) + eps)
    return y if weight is None else y * weight.view(shape) + bias.view(shape)
