"""You exponentiate the scores as they are. Beyond 88 that is infinite in float32, and infinity over infinity is nan:
subtract the largest score of each row first, or use softmax, which does.
Caught by: sharp attention"""

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x, causal=False):
        B, T, d = x.shape
        d_head = d // self.n_heads
        q, k, v = (t.view(B, T, self.n_heads, d_head).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(d_head)
        if causal:
            later = torch.ones(T, T, dtype=torch.bool, device=x.device).triu(1)
            scores = scores.masked_fill(later, -math.inf)
        e = scores.exp()
        heads = e / e.sum(dim=-1, keepdim=True) @ v
        return self.proj(heads.transpose(1, 2).reshape(B, T, d))
