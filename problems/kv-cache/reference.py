"""The oracle: position after position, PyTorch's own attention of one query over all that came before, so no mask."""

import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            self.add_module(name, nn.Linear(d_model, d_model, bias=False))
        self.reset()

    def reset(self):
        self.keys, self.values = [], []

    def forward(self, x):
        outputs = []
        for q, k, v in zip(*(p(x).unbind(1) for p in (self.q_proj, self.k_proj, self.v_proj)), strict=True):
            self.keys.append(k.unflatten(-1, (self.n_heads, -1)))
            self.values.append(v.unflatten(-1, (self.n_heads, -1)))
            one = q.unflatten(-1, (self.n_heads, 1, -1))
            keys, values = torch.stack(self.keys, 2), torch.stack(self.values, 2)
            outputs.append(nn.functional.scaled_dot_product_attention(one, keys, values).flatten(1))
        return self.out_proj(torch.stack(outputs, 1))
