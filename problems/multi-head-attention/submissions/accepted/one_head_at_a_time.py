"""One head after the other, on its own columns; the mask is added, and the last layer is a sum over the heads."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.d_head = d_model // n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x, causal=False):
        mask = x.new_zeros(x.shape[1], x.shape[1])
        if causal:
            mask = mask.fill_(float("-inf")).triu(1)
        out = self.proj.bias
        queries, keys, values = self.qkv(x).tensor_split(3, dim=-1)
        for q, k, v, w in zip(*(t.split(self.d_head, dim=-1) for t in (queries, keys, values, self.proj.weight))):
            scores = torch.einsum("bqd,bkd->bqk", q * self.d_head**-0.5, k) + mask
            weights = torch.exp(scores - scores.amax(-1, keepdim=True))
            weights = weights / weights.sum(-1, keepdim=True)
            out = out + torch.bmm(weights, v) @ w.T
        return out
