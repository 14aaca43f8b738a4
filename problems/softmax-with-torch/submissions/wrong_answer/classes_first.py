"""You take the batch for the classes. In a batch they are dimension 1.
Caught by: a batch of three classes"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=0)
