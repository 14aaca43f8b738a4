"""In half precision the mask that you add is still float32, and makes float32 of the scores. The buffer has the dtype of the
module: use it as it is. (A second name for it keeps the old tensor, since .to() puts a new one into the buffer.)
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
