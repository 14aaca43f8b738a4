"""You multiply by 1 − p in evaluation, as the first paper did. With the rescale in training that is once too often.
Caught by: evaluation"""

import torch


def dropout(x, noise, p, training):
    if not training:
        return x * (1 - p)
    if p == 1:
        return torch.zeros_like(x) * x
    keep = (noise >= p).to(x.dtype)
    return x * keep / (1 - p)
