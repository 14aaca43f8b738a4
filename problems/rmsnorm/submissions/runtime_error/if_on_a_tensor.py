"""You ask `if weight`. A tensor of several entries is neither true nor false; ask whether it `is not None`.
Caught by: with a weight"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight:
        y = y * weight
    return y.to(x.dtype)
