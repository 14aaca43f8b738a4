"""You draw random numbers although the mask is given. The answer is right, and whoever draws after you gets others
than without you: no run can be repeated.
Caught by: by hand"""

import torch


def dropout(x, mask, p=0.5, training=True):
    keep = torch.rand_like(x) >= p
    if not training:
        return x
    if mask is not None:
        keep = mask
    filled = x.masked_fill(~keep, 0)
    return filled / (1 - p) if p < 1 else filled
