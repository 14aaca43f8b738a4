"""In half precision you add a mask in float32, and the sum is float32. The buffer has the dtype of the module, as the
scores do: use it as it is. (A second name for it keeps the old tensor, since .to() puts a new one into the buffer.)
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
