"""You let an `if` look at the values of `x`, perhaps to treat zeros apart. `torch.vmap` runs your code once for all
samples, and for all of them together a question like that has no answer; nor does a compiler know one. The formula
needs no `if`.
Caught by: by hand"""

import torch


def rms_norm(x, normalized_shape, weight=None, eps=None):
    if not x.any():
        return torch.zeros_like(x) if weight is None else x * weight
    dims = tuple(range(-len(normalized_shape), 0))
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    eps = torch.finfo(wide.dtype).eps if eps is None else eps
    y = wide / torch.sqrt(wide.square().mean(dims, keepdim=True) + eps)
    return (y if weight is None else y * weight).to(x.dtype)
