"""The oracle: PyTorch's own operator in float64."""

import torch


def softmax(x, dim, dtype=None):
    return torch.softmax(x.double(), dim).to(dtype or x.dtype)


def class_probabilities(logits):
    return softmax(logits, 1 if logits.dim() > 1 else 0)
