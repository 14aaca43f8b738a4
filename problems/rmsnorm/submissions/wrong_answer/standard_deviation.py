"""You divide by the standard deviation. It is taken around the mean; the root mean square is taken around zero.
Caught by: by hand"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.var(dims, correction=0, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
