"""You widen float16 alone. bfloat16 reaches as far as float32 and has 8 bits: past 256 it knows only even numbers, and
your mean is rounded to one of them. Compute both half types in float32.
Caught by: brain floats far from zero"""

import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    wide = x.float() if x.dtype == torch.float16 else x
    grouped = wide.unflatten(1, (num_groups, -1))
    inner = tuple(range(2, grouped.dim()))
    mean = grouped.mean(inner, keepdim=True)
    var = (grouped - mean).square().mean(inner, keepdim=True)
    y = ((grouped - mean) * torch.rsqrt(var + eps)).flatten(1, 2)
    shape = (-1, *[1] * (x.dim() - 2))
    if weight is not None:
        y = y * weight.view(shape)
    if bias is not None:
        y = y + bias.view(shape)
    return y.to(x.dtype)
