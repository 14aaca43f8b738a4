"""You multiply by the weight before you take the mean square, so the weight is normalized away in part. First
normalize, then scale.
Caught by: with a weight"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if weight is not None:
        wide = wide * weight
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    return y.to(x.dtype)
