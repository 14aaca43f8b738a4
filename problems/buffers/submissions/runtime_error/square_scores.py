"""You cut a square from the mask. There may be more queries than keys: cut rows and columns each to their own number.
Caught by: more queries than keys"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask, persistent=persistent)

    def forward(self, scores):
        queries = keys = scores.shape[-1]
        return scores + self.mask[:queries, :keys]
