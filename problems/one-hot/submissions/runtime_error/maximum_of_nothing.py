"""You ask for the largest index even where there is none and you know the number of classes.
Caught by: no indices"""

import torch


def one_hot(index, num_classes=-1):
    highest = int(index.max())
    if num_classes == -1:
        num_classes = highest + 1
    if highest >= num_classes or index.min() < 0:
        raise RuntimeError("no such class")
    return (index.unsqueeze(-1) == torch.arange(num_classes)).long()
