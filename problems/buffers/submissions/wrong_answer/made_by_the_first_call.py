"""You make the mask in the first forward. Until then the module has none, so .to() and state_dict() miss it.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        self.block_size, self.persistent = block_size, persistent

    def forward(self, scores):
        if not hasattr(self, "mask"):
            mask = torch.full((self.block_size, self.block_size), float("-inf"), dtype=scores.dtype).triu(1)
            self.register_buffer("mask", mask, persistent=self.persistent)
        queries, keys = scores.shape[-2:]
        return scores + self.mask[:queries, :keys]
