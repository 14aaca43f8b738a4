"""You flatten the tensor, so that all its scores compete. Each slice along `dim` sums to one on its own.
Caught by: columns"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x.flatten(), dim=0, dtype=dtype).view(x.shape)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
