"""You compute in float16, where 300 squared is infinite and the result 0. Convert to float32 first.
Caught by: half precision"""

import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    grouped = wide.unflatten(1, (num_groups, -1))
    inner = tuple(range(2, grouped.dim()))
    narrow = grouped.to(x.dtype)
    mean = narrow.mean(inner, keepdim=True)
    var = (narrow - mean).square().mean(inner, keepdim=True)
    y = ((grouped - mean) * torch.rsqrt(var + eps)).flatten(1, 2)
    shape = (-1, *[1] * (x.dim() - 2))
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y.to(x.dtype)
