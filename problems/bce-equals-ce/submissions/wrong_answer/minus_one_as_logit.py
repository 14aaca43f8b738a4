"""You write 1 - z for the logit of class 0. That is right for probabilities; of two logits the difference counts.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([1 - z, z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
