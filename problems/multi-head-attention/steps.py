"""Multi-head attention step by step, with the heads as a dimension of the batch."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x, causal=False):
        three = torch.nn.functional.linear(x, self.qkv.weight, self.qkv.bias)
        q, k, v = three.unflatten(-1, (3, self.n_heads, -1)).permute(2, 0, 3, 1, 4)
        q, k, v = probe("q", q), probe("k", k), probe("v", v)
        scores = probe("scores", q @ k.mT * q.shape[-1] ** -0.5)
        if causal:
            scores = scores.masked_fill(torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1), -torch.inf)
        weights = probe("weights", torch.softmax(scores, -1))
        heads = probe("heads", (weights @ v).transpose(1, 2).flatten(2))
        return torch.nn.functional.linear(heads, self.proj.weight, self.proj.bias)
