"""Python takes −1 for the last one. As a class it does not exist: raise a RuntimeError.
Caught by: negative"""

import torch


def one_hot(index, num_classes=-1):
    if num_classes == -1:
        num_classes = int(index.max()) + 1
    if (index >= num_classes).any():
        raise RuntimeError("no such class")
    return torch.eye(num_classes, dtype=torch.int64)[index]
