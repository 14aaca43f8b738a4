"""You handle (N,) and (B, T) and flatten what has more dimensions. The classes are one more dimension, always.
Caught by: three dimensions"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    rows = (index.unsqueeze(-1) == torch.arange(num_classes)).long()
    return rows if index.dim() < 3 else rows.flatten(1, 2)
