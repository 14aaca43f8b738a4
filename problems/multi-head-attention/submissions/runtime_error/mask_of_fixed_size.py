"""You made the mask for one length and use all of it. Cut it to the sequence, or build it from T.
Caught by: causal by hand"""

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.register_buffer("later", torch.ones(64, 64, dtype=torch.bool).triu(1))
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x, causal=False):
        B, T, d = x.shape
        d_head = d // self.n_heads
        q, k, v = (t.view(B, T, self.n_heads, d_head).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(d_head)
        if causal:
            scores = scores.masked_fill(self.later, -math.inf)
        heads = scores.softmax(dim=-1) @ v
        return self.proj(heads.transpose(1, 2).reshape(B, T, d))
