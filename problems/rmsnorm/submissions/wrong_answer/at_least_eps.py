"""You use eps as a lower bound of the mean square. It is added, always; near eps that makes a difference.
Caught by: quiet"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True).clamp(min=eps))
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
