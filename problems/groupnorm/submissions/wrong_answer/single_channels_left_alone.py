"""You leave groups of one channel alone. A channel of several positions has a mean and a variance like any other
group.
Caught by: a group for each channel"""

import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    grouped = wide.unflatten(1, (num_groups, -1))
    inner = tuple(range(2, grouped.dim()))
    var, mean = torch.var_mean(grouped, inner, correction=0, keepdim=True)
    y = ((grouped - mean) * torch.rsqrt(var + eps)).flatten(1, 2)
    if num_groups == x.shape[1]:
        y = wide
    shape = (-1, *[1] * (x.dim() - 2))
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y.to(x.dtype)
