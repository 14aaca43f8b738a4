"""Your mask covers the diagonal: a token looks at itself as well.
Caught by: two tokens"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(0)
    weights = torch.softmax(scores.masked_fill(future, -torch.inf), dim=-1).nan_to_num()
    return weights @ v
