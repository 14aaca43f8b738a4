"""You put the classes in front. They are the last dimension: (…) becomes (…, C).
Caught by: three classes"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    rows = torch.arange(num_classes).view(-1, *[1] * index.dim())
    return (rows == index).long()
