"""You go through the batch and stack the results. Of an empty batch there is nothing to stack.
Caught by: an empty batch"""

import torch
import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    if logits.dim() == 1:
        return F.softmax(logits, dim=0)
    return torch.stack([F.softmax(example, dim=0) for example in logits])
