"""The value is right, but you leave the graph for Python's `math.exp`. `exp` of the tensor is differentiable.
Caught by: perplexity by hand"""

import math

import torch


def nll(probs, target, eps=1e-7):
    wide = probs.to(torch.promote_types(probs.dtype, torch.float32))
    p = wide.gather(-1, target.unsqueeze(-1))
    return -p.clamp(min=eps).log().mean().to(probs.dtype)


def perplexity(probs, target, eps=1e-7):
    return torch.tensor(math.exp(nll(probs, target, eps).item()), dtype=probs.dtype)
