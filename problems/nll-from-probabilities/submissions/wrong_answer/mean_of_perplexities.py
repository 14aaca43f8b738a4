"""You take the mean of 1/p. Perplexity is e to the mean loss: the mean comes before the exponential.
Caught by: perplexity by hand"""

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    p = probs.gather(-1, target.unsqueeze(-1)).clamp(min=eps)
    return (1 / p).mean()
