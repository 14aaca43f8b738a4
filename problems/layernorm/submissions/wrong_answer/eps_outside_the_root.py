"""You add eps to the standard deviation. It belongs to the variance, under the root: where the variance is 0, the
root alone has an infinite slope.
Caught by: constant sample"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    centred = wide - wide.mean(dims, keepdim=True)
    y = centred / (torch.sqrt(centred.square().mean(dims, keepdim=True)) + eps)
    if weight is not None:
        y = y * weight
    if bias is not None:
        y = y + bias
    return y.to(x.dtype)
