"""You widen float16 alone. bfloat16 reaches as far as float32 and has 8 bits: past 256 it knows only even numbers, and
your mean is rounded to one of them. Compute both half types in float32.
Caught by: brain floats far from zero"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.float() if x.dtype == torch.float16 else x
    centred = wide - wide.mean(dims, keepdim=True)
    y = centred * torch.rsqrt(centred.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
