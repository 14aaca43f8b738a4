"""You widen float16 and compute bfloat16 as it is. Both are half precision: the epsilon of bfloat16 is 0.008, larger than the
mean square of small inputs, and it has three digits at most.
Caught by: small numbers in bfloat16"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.float() if x.dtype == torch.float16 else x
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * torch.rsqrt(wide.square().mean(dims, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
