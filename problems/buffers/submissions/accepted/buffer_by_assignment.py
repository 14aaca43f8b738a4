"""nn.Buffer, assigned like a parameter. The triangle comes from comparing positions, and the mask is read as a
condition."""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        position = torch.arange(block_size)
        later = position > position[:, None]
        self.mask = nn.Buffer(torch.zeros(block_size, block_size).masked_fill(later, -torch.inf), persistent=persistent)

    def forward(self, scores):
        hidden = self.mask[: scores.shape[-2], : scores.shape[-1]].isinf()
        return scores.masked_fill(hidden, -torch.inf)
