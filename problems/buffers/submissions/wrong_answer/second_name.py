"""You keep a second name for the mask and use that. .to() puts a new tensor into the buffer, and your name still
holds the old one, in its old dtype.
Caught by: half precision"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask, persistent=persistent)
        self.triangle = mask

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.triangle[:queries, :keys]
