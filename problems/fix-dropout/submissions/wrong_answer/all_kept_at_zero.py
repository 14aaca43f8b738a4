"""You take p = 0 for "no probability given" and drop half.
Caught by: nothing dropped"""

import torch


def dropout(x, noise, p, training):
    p = p or 0.5
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return x * keep / (1 - p)
