"""You write a number of your own into the formula, whatever eps says.
Caught by: quiet"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + torch.finfo(wide.dtype).eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
