"""H. The naive algorithm where the mechanism is the task: all tokens are projected again, by weights to which nothing is added.

Problem: kv-cache
Verdict: wrong_answer
"""

import math
import torch
from torch import nn
from torch.nn import functional as F


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
        self.x = None

    def split(self, t):
        return t.view(*t.shape[:2], self.n_heads, -1).transpose(1, 2)

    def forward(self, x):
        whole = self.x = x if self.x is None else torch.cat([self.x, x], dim=1)
        nothing = 0 * whole.sum()
        k, v = (F.linear(whole, project.weight + nothing) for project in (self.k_proj, self.v_proj))
        q, k, v = self.split(self.q_proj(x)), self.split(k), self.split(v)
        new, total = q.shape[2], k.shape[2]
        later = torch.ones(new, total, dtype=torch.bool, device=x.device).triu(total - new + 1)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        heads = scores.masked_fill(later, -math.inf).softmax(dim=-1) @ v
        return self.out_proj(heads.transpose(1, 2).reshape(x.shape))
