"""You keep the mask as a plain attribute. The module does not know it: .to() leaves it behind, on its old device and
in its old dtype.
Caught by: three tokens"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.mask = mask

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.mask[:queries, :keys]
