"""You compute in float32 always. Inputs in float64 lose half of their digits.
Caught by: double precision"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.float()
    p = wide.gather(-1, target.unsqueeze(-1))
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
