"""You flatten what has more than two dimensions. The shape stays.
Caught by: three dimensions"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return (x * keep / (1 - p)).reshape(-1, x.shape[-1]) if x.dim() > 2 else x * keep / (1 - p)
