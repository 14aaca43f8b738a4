"""You divide x in place, behind autograd's back: the caller's tensor is changed, and the gradient misses the
division.
Caught by: by hand"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    wide.data *= torch.rsqrt(wide.data.square().mean(dims, keepdim=True) + eps)
    y = wide
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
