"""You give every h-th column to a head: view(B, T, d_h, h). A head owns d_h neighbouring columns.
Caught by: three heads of two"""

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
        q, k, v = (t.view(B, T, d_head, self.n_heads).permute(0, 3, 1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(d_head)
        if causal:
            later = torch.ones(T, T, dtype=torch.bool, device=x.device).triu(1)
            scores = scores.masked_fill(later, -math.inf)
        heads = scores.softmax(dim=-1) @ v
        return self.proj(heads.permute(0, 2, 3, 1).reshape(B, T, d))
