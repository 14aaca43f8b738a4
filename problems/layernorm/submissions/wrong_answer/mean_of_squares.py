"""You compute the variance as the mean of the squares minus the square of the mean. Around 10000 these are two
numbers near 100,000,000, and float32 loses their difference; square the centred values.
Caught by: far from zero"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    mean = wide.mean(dims, keepdim=True)
    variance = wide.square().mean(dims, keepdim=True) - mean.square()
    y = (wide - mean) / torch.sqrt(variance.clamp(min=0) + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
