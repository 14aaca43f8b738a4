"""The oracle: by selection, in float64."""

import torch


def dropout(x, noise, p, training):
    if not training:
        return (x.double() * 1.0).to(x.dtype)
    kept = torch.where(noise < p, 0.0, x.double())
    return (kept / (1.0 - p) if p < 1 else kept * 0.0).to(x.dtype)
