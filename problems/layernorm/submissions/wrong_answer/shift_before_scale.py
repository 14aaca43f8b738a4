"""You add the bias before you multiply by the weight. The order is scale, then shift: the bias itself is not scaled.
Caught by: scaled and shifted"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    centred = wide - wide.mean(dims, keepdim=True)
    y = centred * torch.rsqrt(centred.square().mean(dims, keepdim=True) + eps)
    if bias is not None:
        y = y + bias
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
