"""You look for the largest index where `num_classes` is 0, too. Only −1 means that; of no classes every index is too large.
Caught by: no classes"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes <= 0:
        num_classes = int(index.max()) + 1
    if index.numel() and (index.min() < 0 or index.max() >= num_classes):
        raise RuntimeError("no such class")
    return (index.unsqueeze(-1) == torch.arange(num_classes)).long()
