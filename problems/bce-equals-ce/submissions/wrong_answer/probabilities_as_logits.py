"""You hand over probabilities where logits are expected. `F.cross_entropy` takes a softmax of them once more.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    p = torch.sigmoid(z)
    return torch.stack([1 - p, p], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
