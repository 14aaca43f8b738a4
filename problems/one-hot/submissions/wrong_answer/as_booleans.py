"""A comparison gives booleans. Convert them: the answer is int64.
Caught by: three classes"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    return index.unsqueeze(-1) == torch.arange(num_classes)
