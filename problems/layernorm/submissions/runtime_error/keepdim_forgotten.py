"""You forget keepdim=True. The mean has lost its dimension, and the shapes no longer broadcast against each other.
Caught by: scaled and shifted"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    centred = wide - wide.mean(dims)
    y = centred * torch.rsqrt(centred.square().mean(dims) + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
