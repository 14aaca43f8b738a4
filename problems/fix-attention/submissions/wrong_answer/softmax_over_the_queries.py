"""You left the softmax over the queries: each query's weights must sum to 1, so it runs over the keys.
Caught by: two tokens"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = torch.softmax(scores.masked_fill(future, -torch.inf), dim=-2).nan_to_num()
    return weights @ v
