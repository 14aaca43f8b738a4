"""You mask with a number that is not low enough, as −100. Scores may be in the hundreds: the future comes through.
Use −inf.
Caught by: sharp scores"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = torch.softmax(scores.masked_fill(future, -100.0), dim=-1)
    return weights @ v
