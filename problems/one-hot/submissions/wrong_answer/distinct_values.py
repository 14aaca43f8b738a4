"""You count how many different classes occur. With 0, 1 and 4 there are five classes: the largest, plus one.
Caught by: the largest in the middle"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = index.unique().numel()
    return (index.unsqueeze(-1) == torch.arange(num_classes)).long()
