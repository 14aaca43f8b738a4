"""You hand over the probability of class 1. The binary loss with logits takes a sigmoid of it once more.
Caught by: one logit of two"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return torch.softmax(logits, 1)[:, 1], target.to(logits.dtype)
