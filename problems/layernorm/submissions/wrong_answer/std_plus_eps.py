"""You divide by std + eps. The eps belongs to the variance, under the root: a sample of equal entries otherwise gets
a gradient hundreds of times too large.
Caught by: constant sample"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    mean = wide.mean(dims, keepdim=True)
    y = (wide - mean) / (wide.std(dims, correction=0, keepdim=True) + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
