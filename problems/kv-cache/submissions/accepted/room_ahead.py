"""As servers do it: room ahead that doubles when full, a length beside it, and a mask made of positions."""

import torch
from torch import nn


class CachedAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(d_model, d_model, bias=False))
        self.reset()

    def reset(self):
        self.length = 0
        self.room = None  # keys and values, (2, B, capacity, d)

    def make_room(self, x):
        needed = self.length + x.shape[1]
        if self.room is None or self.room.shape[2] < needed:
            room = x.new_zeros(2, x.shape[0], 2 * needed, x.shape[2])
            if self.room is not None:
                room[:, :, : self.length] = self.room[:, :, : self.length]
            self.room = room

    def forward(self, x):
        self.make_room(x)
        start, self.length = self.length, self.length + x.shape[1]
        self.room[0, :, start : self.length] = self.k_proj(x)
        self.room[1, :, start : self.length] = self.v_proj(x)
        k, v = self.room[:, :, : self.length].unflatten(-1, (self.n_heads, -1)).unbind(0)
        q = self.q_proj(x).unflatten(-1, (self.n_heads, -1))
        scores = torch.einsum("bqhc,bkhc->bhqk", q * q.shape[-1] ** -0.5, k)
        position = torch.arange(self.length, device=x.device)
        visible = position <= position[start:, None]
        weights = torch.softmax(torch.where(visible, scores, float("-inf")), dim=-1)
        return self.out_proj(torch.einsum("bhqk,bkhc->bqhc", weights, v).flatten(2))
