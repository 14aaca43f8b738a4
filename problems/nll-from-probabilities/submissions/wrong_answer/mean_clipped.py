"""You clip the mean. Each probability is clipped by itself, before the logarithm.
Caught by: a probability of 0"""

import math

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return (-p.log().mean().clamp(min=math.log(eps))).to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
