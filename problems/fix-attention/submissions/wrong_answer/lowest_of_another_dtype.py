"""You hide the future behind the lowest number of the dtype of `q`. Under `torch.autocast` the scores are bfloat16, whose
range ends a little earlier than that of float32, so the number does not fit. Take −∞, which every dtype has, or the
`finfo` of the scores.
Caught by: two tokens"""

import torch


def causal_attention(q, k, v):
    scores = q @ k.mT / q.shape[-1] ** 0.5
    future = torch.ones(q.shape[1], q.shape[1], dtype=torch.bool).triu(1)
    weights = torch.softmax(scores.masked_fill(future, torch.finfo(q.dtype).min), dim=-1)
    return weights @ v
