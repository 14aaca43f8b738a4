"""You take the logit of class 1 alone. What counts is how far it lies above that of class 0.
Caught by: one logit of two"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1], target.to(logits.dtype)
