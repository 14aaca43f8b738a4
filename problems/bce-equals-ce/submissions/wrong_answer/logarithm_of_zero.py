"""You take the logarithm of a probability. Far from zero it has underflowed, and the logarithm is -inf.
Caught by: far from zero"""

import torch


def to_cross_entropy(z, y):
    p = torch.sigmoid(z)
    return torch.stack([torch.log(1 - p), torch.log(p)], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
