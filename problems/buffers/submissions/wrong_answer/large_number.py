"""You use a large negative number. The mask is -inf: exact in every dtype, and never beaten by a score.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), -1e9).triu(1)
        self.register_buffer("mask", mask, persistent=persistent)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.mask[:queries, :keys]
