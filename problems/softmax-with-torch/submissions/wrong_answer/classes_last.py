"""You take the last dimension for the classes. In the layout of `F.cross_entropy` they are dimension 1, and what
follows are positions.
Caught by: a sequence"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=-1)
