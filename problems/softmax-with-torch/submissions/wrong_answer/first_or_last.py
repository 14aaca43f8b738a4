"""You know the first dimension and the last. In between there are more.
Caught by: middle of four"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=0 if dim in (0, -x.dim()) or x.dim() == 2 and dim == -2 else -1, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
