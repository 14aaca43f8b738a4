"""Your mask is a lower triangle of ones. It is to be added, so it has 0 where a token may look and -inf where not.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.ones(block_size, block_size).tril()
        self.register_buffer("mask", mask, persistent=persistent)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores.masked_fill(self.mask[:queries, :keys] == 0, float("-inf"))
