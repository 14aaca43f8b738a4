"""You left one mask for the whole batch. Every entry has a number of its own.
Caught by: few dropped"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise[:1] >= p).to(x.dtype)
    keep = keep if x.dim() > 1 else (noise >= p).to(x.dtype)
    return x * keep / (1 - p)
