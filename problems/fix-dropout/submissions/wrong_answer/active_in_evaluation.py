"""You left dropout active in evaluation. There the input passes as it is.
Caught by: evaluation"""

import torch


def dropout(x, noise, p, training):
    if x is None:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return x * keep / (1 - p)
