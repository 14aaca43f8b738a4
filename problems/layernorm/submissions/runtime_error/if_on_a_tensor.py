"""You ask `if weight`. A tensor of several entries is neither true nor false; ask whether it `is not None`.
Caught by: scaled and shifted"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    centred = wide - wide.mean(dims, keepdim=True)
    y = centred * torch.rsqrt(centred.square().mean(dims, keepdim=True) + eps)
    if weight:
        y = y * weight
    if bias:
        y = y + bias
    return y.to(x.dtype)
