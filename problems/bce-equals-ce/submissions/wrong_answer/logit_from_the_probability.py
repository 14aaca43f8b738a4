"""You compute the binary logit from a probability, log(p / (1 - p)). It is 0 or 1 in float32 long before the logits
are large.
Caught by: two logits far from zero"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    p = torch.softmax(logits, 1)[:, 1]
    return torch.log(p / (1 - p)), target.to(logits.dtype)
