"""You divide by p. The share that survives is 1 − p.
Caught by: few dropped"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return x * keep / (p if p else 1)
