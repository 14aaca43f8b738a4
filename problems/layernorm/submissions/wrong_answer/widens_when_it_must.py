"""You let an `if` look at a value of `x`, perhaps to find out whether float32 is needed. `torch.vmap` runs your code
once for all samples, and for all of them together an `if` on a value has no answer. The dtype alone says whether to
widen.
Caught by: by hand"""

import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x
    if torch.finfo(x.dtype).max < 1e5 and x.dtype != torch.float32 or x.abs().max() > 1e15:
        wide = x.to(torch.promote_types(x.dtype, torch.float32))
    centred = wide - wide.mean(dims, keepdim=True)
    y = centred * torch.rsqrt(centred.square().mean(dims, keepdim=True) + eps)
    y = y if weight is None else y * weight
    y = y if bias is None else y + bias
    return y.to(x.dtype)
