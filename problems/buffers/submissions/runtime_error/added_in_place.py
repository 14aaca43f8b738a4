"""You add the mask in place. The scores belong to the caller, and autograd refuses; return a new tensor.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask, persistent=persistent)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        scores += self.mask[:queries, :keys]
        return scores
