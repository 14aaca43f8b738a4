"""You removed the scale altogether: the scores have a spread of √d.
Caught by: three tokens"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = torch.softmax(scores.masked_fill(future, -torch.inf), dim=-1)
    return weights @ v
