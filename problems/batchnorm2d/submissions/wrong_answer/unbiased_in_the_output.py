"""You normalize with the variance divided by n - 1, as var gives it. The output divides by n (correction=0); only the
running variance has n - 1.
Caught by: two images"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    shape = [1] * x.dim()
    shape[channel_dim] = -1
    dims = [d for d in range(x.dim()) if shape[d] == 1]
    if training:
        mean, var = x.mean(dims), x.var(dims)
        if running_mean is not None:
            n = x.numel() / x.shape[channel_dim]
            with torch.no_grad():
                running_mean.lerp_(mean, momentum)
                running_var.lerp_(var, momentum)
    else:
        mean, var = running_mean, running_var
    y = (x - mean.view(shape)) * torch.rsqrt(var.view(shape) + eps)
    return y if weight is None else y * weight.view(shape) + bias.view(shape)
