"""You apply softmax twice: `class_probabilities` takes logits, and turns what are probabilities already into others.
Caught by: a batch of three classes"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    dim = min(1, logits.dim() - 1)
    return F.softmax(F.softmax(logits, dim=dim), dim=dim)
