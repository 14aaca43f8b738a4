"""You normalize the last dimension whatever `dim` says.
Caught by: columns"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=-1, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
