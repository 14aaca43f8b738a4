"""You put z into a new tensor through its data. The values are right, and no gradient comes back.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z.detach()], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
