"""You make a matrix of one row for a single index. A 0-d index becomes a vector: (…) becomes (…, C), nothing more.
Caught by: a scalar"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    return (index.reshape(-1, 1) == torch.arange(num_classes)).long()
