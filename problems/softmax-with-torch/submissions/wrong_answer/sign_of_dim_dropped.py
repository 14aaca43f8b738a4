"""You drop the sign of `dim`. -1 counts from the end: of three dimensions it is the third.
Caught by: last of three"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=abs(dim), dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
