"""You left the rescale out: what survives is divided by 1 − p, so that the expected sum stays.
Caught by: training"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return x * keep
