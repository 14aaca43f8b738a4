"""The module on converted scores; the classes moved last, where a softmax is often expected."""

from torch import nn


def softmax(x, dim, dtype=None):
    return nn.Softmax(dim)(x if dtype is None else x.to(dtype))


def class_probabilities(logits):
    if logits.dim() == 1:
        return logits.softmax(0)
    return softmax(logits.movedim(1, -1), -1).movedim(-1, 1)
