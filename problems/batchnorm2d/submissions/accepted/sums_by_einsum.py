"""Mean and variance as sums divided by n, the channels named by a letter."""

import torch


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5, channel_dim=1):
    x = x.movedim(channel_dim, -1)
    mean, var = running_mean, running_var
    if training:
        n = x.numel() / x.shape[-1]
        mean = torch.einsum("...c->c", x) / n
        squares = torch.einsum("...c,...c->c", x - mean, x - mean)
        var = squares / n
        if running_mean is not None:
            with torch.no_grad():
                running_mean += momentum * (mean - running_mean)
                running_var += momentum * (squares / (n - 1) - running_var)
    scale = (var + eps) ** -0.5
    y = (x - mean) * (scale if weight is None else scale * weight)
    return (y if bias is None else y + bias).movedim(-1, channel_dim)
