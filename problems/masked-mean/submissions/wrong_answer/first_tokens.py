"""You count the tokens and take as many from the start. The mask says which ones, and may have holes.
Caught by: holes"""

import torch


def masked_mean(x, mask):
    count = mask.sum(1, keepdim=True)
    keep = torch.arange(x.shape[1]) < count
    return x.masked_fill(~keep.unsqueeze(2), 0).sum(1) / count.clamp(min=1)
