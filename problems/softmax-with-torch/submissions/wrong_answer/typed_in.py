"""You type the formula in. `exp` overflows for large scores, and `inf / inf` is `nan`; `F.softmax` subtracts the
maximum first.
Caught by: huge and masked scores"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    e = (x if dtype is None else x.to(dtype)).exp()
    return e / e.sum(dim, keepdim=True)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
