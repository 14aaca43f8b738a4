"""The oracle: PyTorch's own one_hot."""

import torch


def one_hot(index, num_classes=-1):
    return torch.nn.functional.one_hot(index, num_classes)
