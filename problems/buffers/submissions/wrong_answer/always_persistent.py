"""You register the buffer and leave it at that, so every checkpoint contains it: register_buffer is persistent unless
told otherwise. Pass persistent on.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.mask[:queries, :keys]
