"""You compute the variance as the mean of the squares minus the square of the mean. Far from zero these are two huge
numbers, and float32 loses their difference; subtract the mean first.
Caught by: far from zero"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    shape = [1] * x.dim()
    shape[channel_dim] = -1
    dims = [d for d in range(x.dim()) if shape[d] == 1]
    if training:
        mean, var = x.mean(dims), x.square().mean(dims) - x.mean(dims).square()
        if running_mean is not None:
            n = x.numel() / x.shape[channel_dim]
            with torch.no_grad():
                running_mean.lerp_(mean, momentum)
                running_var.lerp_(var * n / (n - 1), momentum)
    else:
        mean, var = running_mean, running_var
    y = (x - mean.view(shape)) * torch.rsqrt(var.view(shape) + eps)
    return y if weight is None else y * weight.view(shape) + bias.view(shape)
