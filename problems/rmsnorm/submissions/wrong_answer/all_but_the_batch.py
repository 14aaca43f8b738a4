"""You normalize over everything but the first dimension. In (N, T, C) with normalized_shape (C,), each token is
normalized by itself.
Caught by: sequences"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(1, x.dim())) if x.dim() > 1 else (0,)
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
