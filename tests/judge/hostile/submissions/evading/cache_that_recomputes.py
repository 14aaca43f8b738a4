"""H. The naive algorithm where the mechanism is the task: a cache of inputs, all projected again with every token.

Problem: kv-cache
Verdict: wrong_answer
"""

import math

import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (
            nn.Linear(d_model, d_model, bias=False) for _ in range(4)
        )
        self.reset()

    def reset(self):
        self.seen = None

    def forward(self, x):
        self.seen = x if self.seen is None else torch.cat([self.seen, x], 1)
        heads = lambda t: t.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)
        q, k, v = heads(self.q_proj(x)), heads(self.k_proj(self.seen)), heads(self.v_proj(self.seen))
        scores = q @ k.mT / math.sqrt(q.shape[-1])
        new, all_ = x.shape[1], self.seen.shape[1]
        mask = torch.ones(new, all_).tril(all_ - new).bool()
        weights = scores.masked_fill(~mask, -torch.inf).softmax(-1)
        return self.out_proj((weights @ v).transpose(1, 2).flatten(2))
