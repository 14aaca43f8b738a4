"""You forget the sign. The logarithm of a probability is negative, and a loss goes down as the probability goes up.
Caught by: by hand"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return (p.clamp(min=eps).log().mean()).to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
