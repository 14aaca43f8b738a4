"""You scale and shift by group: the first entries of weight and bias for the first group, and so on. They have one
entry for each channel.
Caught by: three groups"""

import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    grouped = wide.unflatten(1, (num_groups, -1))
    inner = tuple(range(2, grouped.dim()))
    var, mean = torch.var_mean(grouped, inner, correction=0, keepdim=True)
    y = ((grouped - mean) * torch.rsqrt(var + eps)).flatten(1, 2)
    shape = (-1, *[1] * (x.dim() - 2))
    size = x.shape[1] // num_groups
    if weight is not None:
        y = y * weight[:num_groups].repeat_interleave(size).view(shape)
    if bias is not None:
        y = y + bias[:num_groups].repeat_interleave(size).view(shape)
    return y.to(x.dtype)
