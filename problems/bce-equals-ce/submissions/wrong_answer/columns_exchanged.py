"""You put z into column 0. It speaks for class 1.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([z, torch.zeros_like(z)], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
