"""You return the logarithms of the probabilities. `log_softmax` is another function.
Caught by: columns"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.log_softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    return F.softmax(logits, dim=min(1, logits.dim() - 1))
