"""You add up the positions of a sequence, and take the mean over sequences alone. All N positions count the same.
Caught by: sequences"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return (-p.clamp(min=eps).log().sum() / (target.shape[0] if target.dim() else 1)).to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
