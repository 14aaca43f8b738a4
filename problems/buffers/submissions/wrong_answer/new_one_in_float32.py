"""You make a new mask in every forward, in float32, which lifts half-precision scores to float32. Use the buffer: it
has the dtype of the module.
Caught by: half precision"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask, persistent=persistent)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + torch.full((queries, keys), float("-inf")).triu(1)
