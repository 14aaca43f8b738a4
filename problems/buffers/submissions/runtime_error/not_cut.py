"""You add the whole mask. With fewer tokens than block_size the shapes do not fit: cut it to T by T.
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
        return scores + self.mask
