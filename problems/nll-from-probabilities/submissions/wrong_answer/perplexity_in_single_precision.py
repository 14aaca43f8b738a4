"""You take the perplexity in float32. From float64 probabilities it has twice the digits.
Caught by: perplexity in double"""

import torch


def nll(probs, target, eps=1e-7):
    chosen = probs.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    wide = chosen.to(torch.promote_types(chosen.dtype, torch.float32))
    return -wide.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    chosen = probs.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    return torch.exp(-chosen.float().clamp(min=eps).log().mean()).to(probs.dtype)
