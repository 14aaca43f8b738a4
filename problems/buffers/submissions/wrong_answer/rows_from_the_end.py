"""You take the last rows of the mask and the first columns, so nothing is hidden. The tokens are the first T, in both
directions.
Caught by: fewer tokens than the block"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask, persistent=persistent)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.mask[-queries:, :keys]
