"""The perplexity first: it is the geometric mean of 1 / p."""

import torch.nn.functional as F


def geometric_mean(probs, target, eps):
    chosen = F.one_hot(target, probs.shape[-1]).bool()
    p = probs.double()[chosen]
    return p.masked_fill(p < eps, eps).pow(-1 / p.numel()).prod()


def perplexity(probs, target, eps=1e-7):
    return geometric_mean(probs, target, eps).to(probs.dtype)


def nll(probs, target, eps=1e-7):
    return geometric_mean(probs, target, eps).log().to(probs.dtype)
