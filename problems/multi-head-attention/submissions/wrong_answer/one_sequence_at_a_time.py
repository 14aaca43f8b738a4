"""You attend to one sequence after the other and stack the results. An empty batch, as the last worker of a sharded run
gets it, leaves nothing to stack. Let the batch be a dimension of the products, whatever its size.
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

    def one(self, x, causal):
        T, d = x.shape
        q, k, v = (t.view(T, self.n_heads, -1).transpose(0, 1) for t in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(d // self.n_heads)
        if causal:
            scores = scores.masked_fill(torch.ones(T, T, dtype=torch.bool).triu(1), -math.inf)
        return self.proj((scores.softmax(dim=-1) @ v).transpose(0, 1).reshape(T, d))

    def forward(self, x, causal=False):
        return torch.stack([self.one(sequence, causal) for sequence in x])
