"""You add what is missing with detach: the values are right, and the gradient reaches what was dropped.
Caught by: training"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    y = x * keep / (1 - p)
    return x + (y - x).detach()
