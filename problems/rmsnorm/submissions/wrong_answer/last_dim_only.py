"""You normalize over the last dimension only. normalized_shape may name several, and they share one root mean square.
Caught by: two dimensions"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = -1
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
