"""You multiply by 1 + weight, as Gemma stores its weights. Here the weight is the factor itself.
Caught by: with a weight"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * (1 + weight)
    return y.to(x.dtype)
