"""You ignore `dtype`, at least where the scores are floats already.
Caught by: half precision computed in single"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x if x.is_floating_point() else x.float(), dim=dim)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
