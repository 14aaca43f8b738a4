"""You count the classes in the data. The last ones may not occur in a batch; `num_classes` says how many there are.
Caught by: a scalar"""

import torch


def one_hot(index, num_classes=-1):
    return (index.unsqueeze(-1) == torch.arange(int(index.max()) + 1)).long()
