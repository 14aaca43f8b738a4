"""You normalize one dimension after the other. Several dimensions share one mean and one variance, taken over all of
them together.
Caught by: two dimensions"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    y = wide
    for dim in dims:
        centred = y - y.mean(dim, keepdim=True)
        y = centred * torch.rsqrt(centred.square().mean(dim, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
