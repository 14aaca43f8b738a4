"""You return floats. One-hot rows are integers, as in PyTorch; whoever multiplies them converts them.
Caught by: three classes"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    return torch.eye(num_classes)[index]
