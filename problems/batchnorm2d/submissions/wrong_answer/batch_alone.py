"""You reduce over the batch alone, so every position of a channel gets its own mean and variance. One channel is one
distribution: reduce over the positions too.
Caught by: two images"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    shape = [1] * x.dim()
    shape[channel_dim] = -1
    dims = [d for d in range(x.dim()) if shape[d] == 1]
    if training:
        m, v = x.mean(0, keepdim=True), x.var(0, correction=0, keepdim=True)
        mean, var = x.mean(dims), x.var(dims, correction=0)
        if running_mean is not None:
            n = x.numel() / x.shape[channel_dim]
            with torch.no_grad():
                running_mean.lerp_(mean, momentum)
                running_var.lerp_(var * n / (n - 1), momentum)
    else:
        m, v = running_mean.view(shape), running_var.view(shape)
    y = (x - m) * torch.rsqrt(v + eps)
    return y if weight is None else y * weight.view(shape) + bias.view(shape)
