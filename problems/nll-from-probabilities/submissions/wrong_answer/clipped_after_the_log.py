"""You clip after the logarithm. The value is right, but the slope of the logarithm at 0 is infinite, and times 0 that is
nan: clip before it.
Caught by: a probability of 0"""

import math

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return (-p.log().clamp(min=math.log(eps)).mean()).to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
