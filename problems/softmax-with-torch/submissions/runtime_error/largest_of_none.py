"""You subtract the largest score of each slice by hand. A slice without scores has none: `F.softmax` knows that, and subtracts
already.
Caught by: no scores in a slice"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    x = x if dtype is None else x.to(dtype)
    return F.softmax(x - x.amax(dim, keepdim=True), dim)


def class_probabilities(logits):
    return F.softmax(logits, 0 if logits.dim() == 1 else 1)
