"""You make the rows as long as the data needs when that is shorter. Every row has `num_classes` entries.
Caught by: classes that do not occur"""

import torch


def one_hot(index, num_classes=-1):
    needed = int(index.max()) + 1
    if num_classes == -1 or index.dim():
        num_classes = needed
    return (index.unsqueeze(-1) == torch.arange(num_classes)).long()
