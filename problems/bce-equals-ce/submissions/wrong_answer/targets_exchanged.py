"""Your logits and your targets do not have the same order: one of the two has class 1 in column 0. Column 0 is class 0
in both.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([y, 1 - y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
