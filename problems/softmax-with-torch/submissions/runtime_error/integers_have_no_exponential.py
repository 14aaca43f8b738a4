"""You convert the result, and whole numbers never get that far: softmax needs floats.
Caught by: whole numbers"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    if x.dtype.itemsize < 4 or dtype is None:
        return F.softmax(x, dim=dim, dtype=dtype)
    return F.softmax(x.double() if x.is_floating_point() else x, dim=dim).to(dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
