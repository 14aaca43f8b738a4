"""You go through the examples one by one and stack. Of none there is nothing to stack.
Caught by: no example"""

import torch


def to_cross_entropy(z, y):
    logits = torch.stack([torch.stack([torch.zeros_like(one), one], dim=0) for one in z])
    return logits, torch.stack([torch.stack([1 - one, one]) for one in y])


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
