"""You take the larger logit. Which class it belongs to is lost.
Caught by: one logit of two"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits.amax(1), target.to(logits.dtype)
