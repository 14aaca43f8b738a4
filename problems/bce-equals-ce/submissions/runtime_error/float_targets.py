"""You leave y as it is. Class numbers are `int64`, and probabilities need one column for each class.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), y


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
