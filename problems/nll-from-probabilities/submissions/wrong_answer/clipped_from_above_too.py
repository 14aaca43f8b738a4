"""You clip at 1 − ε as well, as some libraries do. A probability of 1 costs nothing here.
Caught by: sure of it"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return (-p.clamp(min=eps, max=1 - eps).log().mean()).to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
