"""You regroup the numbers with `view(-1, C)`. The rows are as long as there are classes, and hold other things: move
the classes to the end first.
Caught by: a sequence"""

import torch.nn.functional as F


def softmax(x, dim, dtype=None):
    return F.softmax(x, dim=dim, dtype=dtype)


def class_probabilities(logits):
    if logits.dim() == 1:
        return F.softmax(logits, dim=0)
    return F.softmax(logits.reshape(-1, logits.shape[1]), dim=1).view(logits.shape)
