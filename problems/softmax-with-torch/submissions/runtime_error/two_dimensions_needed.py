"""You ask for dimension 1 of every tensor. A single example has only dimension 0.
Caught by: one example"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=1)
