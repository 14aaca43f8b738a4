"""You compute the variance as the mean of the squares minus the square of the mean. Around 1000 float32 loses their
difference; square the centred values.
Caught by: far from zero"""

import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    grouped = wide.unflatten(1, (num_groups, -1))
    inner = tuple(range(2, grouped.dim()))
    mean = grouped.mean(inner, keepdim=True)
    var = (grouped.square().mean(inner, keepdim=True) - mean.square()).clamp(min=0)
    y = ((grouped - mean) * torch.rsqrt(var + eps)).flatten(1, 2)
    shape = (-1, *[1] * (x.dim() - 2))
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y.to(x.dtype)
