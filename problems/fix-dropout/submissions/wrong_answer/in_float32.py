"""Your scale is computed in float32. A float64 tensor asks for float64.
Caught by: double precision"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return (x.float() * keep.float() / (1 - p)).to(x.dtype)
