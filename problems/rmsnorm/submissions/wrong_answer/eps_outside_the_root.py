"""You add eps to the root mean square. It belongs to the mean square, under the root.
Caught by: quiet"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    if eps is None:
        eps = torch.finfo(wide.dtype).eps
    y = wide * 1 / (torch.sqrt(wide.square().mean(dims, keepdim=True)) + eps)
    if weight is not None:
        y = y * weight
    return y.to(x.dtype)
