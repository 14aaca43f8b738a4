"""You write the softmax by hand, without taking the maximum out.
Caught by: sharp scores"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = (scores * 4).masked_fill(future, -torch.inf).exp() ** 0.25
    weights = weights / weights.sum(-1, keepdim=True)
    return weights @ v
