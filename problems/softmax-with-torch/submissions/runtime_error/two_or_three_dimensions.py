"""You handle batches with one dimension of positions at most. Images have two.
Caught by: images"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    if logits.dim() < 3:
        return F.softmax(logits, dim=-1)
    moved = logits.transpose(1, 2)
    n, positions, classes = moved.shape
    return F.softmax(moved.reshape(n * positions, classes), dim=1).view(n, positions, classes).transpose(1, 2)
