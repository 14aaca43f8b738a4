"""You clip at an ε of your own. It is an argument.
Caught by: a larger epsilon"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return (-p.clamp(min=1e-7).log().mean()).to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return nll(probs, target, eps).exp()
