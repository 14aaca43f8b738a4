"""Einsum names every dimension: b batch, q and k positions, h heads, c columns of a head."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x, causal=False):
        q, k, v = self.qkv(x).unflatten(-1, (3, self.n_heads, -1)).unbind(2)
        scores = torch.einsum("bqhc,bkhc->bhqk", q, k) * q.shape[-1] ** -0.5
        if causal:
            position = torch.arange(x.shape[1], device=x.device)
            scores = torch.where(position[:, None] >= position, scores, -1e30)
        heads = torch.einsum("bhqk,bkhc->bqhc", torch.softmax(scores, -1), v)
        return self.proj(heads.flatten(2))
