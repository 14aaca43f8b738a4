"""You keep the last 1024 tokens, as a model with a longest context does. Here a sequence may grow to any length, and every token
stays visible.
Caught by: past a thousand tokens"""

import math

import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.q_proj = nn.Linear(d_model, d_model, bias=False)
        self.k_proj = nn.Linear(d_model, d_model, bias=False)
        self.v_proj = nn.Linear(d_model, d_model, bias=False)
        self.out_proj = nn.Linear(d_model, d_model, bias=False)
        self.reset()

    def reset(self):
        self.k = self.v = None

    def split(self, t):
        return t.view(*t.shape[:2], self.n_heads, -1).transpose(1, 2)

    def forward(self, x):
        q, k, v = (self.split(project(x)) for project in (self.q_proj, self.k_proj, self.v_proj))
        if self.k is not None:
            k, v = torch.cat([self.k, k], dim=2), torch.cat([self.v, v], dim=2)
        self.k, self.v = k, v = k[:, :, -1024:], v[:, :, -1024:]
        new, total = q.shape[2], k.shape[2]
        later = torch.ones(new, total, dtype=torch.bool, device=x.device).triu(total - new + 1)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        heads = scores.masked_fill(later, -math.inf).softmax(dim=-1) @ v
        return self.out_proj(heads.transpose(1, 2).reshape(x.shape))
