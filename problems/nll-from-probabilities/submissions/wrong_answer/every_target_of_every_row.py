"""You pick `[:, target]`, the targets of all rows in each row. Each row has its own.
Caught by: by hand"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32)).flatten(0, -2)
    return -wide[:, target.flatten()].clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
