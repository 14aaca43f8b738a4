"""You index rows by `range`, and there are dimensions before the classes, or none. `gather` takes any number of them.
Caught by: sequences"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide[range(len(target)), target]
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
