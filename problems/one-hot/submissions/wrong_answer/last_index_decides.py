"""You take the last index for the largest. Ask for the maximum.
Caught by: three classes"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.reshape(-1)[-1]) + 1
    return (index.unsqueeze(-1) == torch.arange(num_classes)).long()
