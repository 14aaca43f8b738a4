"""You compute in single precision whatever `dtype` says, and convert the result.
Caught by: computed in double"""

import torch
import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=torch.float32).to(dtype or x.dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
