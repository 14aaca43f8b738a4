"""You drop what equals p as well. An entry survives unless its noise is below p.
Caught by: training"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise > p).to(x.dtype)
    return x * keep / (1 - p)
