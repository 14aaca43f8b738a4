"""You make one dimension of all but the classes. A single position has no other: `reshape(-1, C)` makes one.
Caught by: one position"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32)).flatten(0, -2)
    p = wide.gather(1, target.flatten()[:, None])
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
