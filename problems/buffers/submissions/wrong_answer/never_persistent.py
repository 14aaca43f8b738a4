"""You keep the mask out of the state_dict even when it is asked for. Pass persistent on.
Caught by: kept in the state_dict"""

import torch
from torch import nn


class CausalMask(nn.Module):
    def __init__(self, block_size, persistent=False):
        super().__init__()
        mask = torch.full((block_size, block_size), float("-inf")).triu(1)
        self.register_buffer("mask", mask, persistent=False)

    def forward(self, scores):
        queries, keys = scores.shape[-2:]
        return scores + self.mask[:queries, :keys]
