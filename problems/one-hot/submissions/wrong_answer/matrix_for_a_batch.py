"""You flatten the indices and leave them flat. (B, T) indices make (B, T, C).
Caught by: a batch of sequences"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    flat = (index.reshape(-1, 1) == torch.arange(num_classes)).long()
    return flat if index.dim() else flat[0]
