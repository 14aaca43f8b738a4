"""You compute half precision in float32 and forget the way back. Without a `dtype` the result has that of `x`.
Caught by: half precision"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    if dtype is None and x.element_size() == 2:
        x = x.float()
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
