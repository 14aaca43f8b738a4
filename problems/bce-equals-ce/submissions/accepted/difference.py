"""Only the difference of two logits counts, so one of them may be 0."""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
