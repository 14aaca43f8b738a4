"""You take one mean square for the whole tensor. Every sample has its own.
Caught by: with a weight"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(x.dim()))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
