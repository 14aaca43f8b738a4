"""You make masked scores 0 and leave them in the softmax: e⁰ is 1. Masked scores are −∞.
Caught by: two tokens"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = torch.softmax(scores * ~future, dim=-1)
    return weights @ v
