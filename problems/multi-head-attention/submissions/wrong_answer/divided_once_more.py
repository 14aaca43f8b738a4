"""You cut the future out of the weights after the softmax and divide by what is left. Where the future has all the weight,
nothing is left to divide by: mask the scores instead.
Caught by: sharp and causal"""

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def split(self, t):
        return t.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)

    def forward(self, x, causal=False):
        q, k, v = (self.split(t) for t in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        weights = scores.softmax(dim=-1)
        if causal:
            weights = weights.tril()
            weights = weights / weights.sum(dim=-1, keepdim=True)
        return self.proj((weights @ v).transpose(1, 2).flatten(2))
