"""You compute in float32 whatever comes. A float64 input loses half of its digits.
Caught by: small numbers in float64"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.float()
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
