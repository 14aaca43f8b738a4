"""You make the mask a parameter. Even without a gradient it is listed, counted, and handed to the optimizer; a
constant is a buffer.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.mask = nn.Parameter(mask, requires_grad=False)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.mask[:queries, :keys]
