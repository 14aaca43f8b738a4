"""You mask after the softmax: what is left does not sum to 1, and the future was in the denominator.
Caught by: two tokens"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = torch.softmax(scores, dim=-1).masked_fill(future, 0)
    return weights @ v
