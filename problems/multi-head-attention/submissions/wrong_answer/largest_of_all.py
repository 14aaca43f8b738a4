"""You subtract the largest of all scores. The scores of a query far below it underflow to 0/0: each row has its own.
Caught by: queries far apart"""

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
        largest = scores.max() if scores.numel() else 0
        e = (scores - largest).exp()
        heads = e / e.sum(dim=-1, keepdim=True) @ v
        return self.proj(heads.transpose(1, 2).reshape(B, T, d))
