"""You take the sigmoid of each score. It looks at one score only, and nothing sums to one.
Caught by: columns"""

import torch.nn.functional as F
import torch


def softmax(x, dim, dtype=None):
    return torch.sigmoid(x.to(dtype or x.dtype))


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
