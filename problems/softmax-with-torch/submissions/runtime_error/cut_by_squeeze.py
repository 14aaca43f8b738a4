"""You squeeze away dimensions of size 1. With a batch of one the classes are then no longer dimension 1.
Caught by: a batch of one"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    small = logits.squeeze()
    return F.softmax(small, dim=min(1, logits.dim() - 1)).view(logits.shape)
