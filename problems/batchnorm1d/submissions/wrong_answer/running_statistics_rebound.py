"""The running statistics stay what they were: nothing is written into the caller's tensors. Assigning new ones to the
names only rebinds them; update in place (lerp_, mul_, copy_).
Caught by: two channels"""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    shape = (1, -1) + (1,) * (x.dim() - 2)
    dims = [0, *range(2, x.dim())]
    if training:
        mean, var = x.mean(dims), x.var(dims, correction=0)
        if running_mean is not None:
            n = x.numel() / x.shape[1]
            with torch.no_grad():
                running_mean = (1 - momentum) * running_mean + momentum * mean
                running_var = (1 - momentum) * running_var + momentum * var * n / (n - 1)
    else:
        mean, var = running_mean, running_var
    y = (x - mean.view(shape)) / torch.sqrt(var.view(shape) + eps)
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y
