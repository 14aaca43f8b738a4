"""You compute the perplexity from the probabilities as they are. It is e to the loss, clipped in the same way.
Caught by: perplexity of a zero"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return (-probs.gather(-1, target.unsqueeze(-1)).log().mean()).exp()
