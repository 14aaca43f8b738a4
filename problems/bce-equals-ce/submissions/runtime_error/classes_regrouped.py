"""You regroup the pairs with `reshape` behind a single dimension of positions. Images have two.
Caught by: images with soft targets"""

import torch


def to_cross_entropy(z, y):
    if z.dim() == 1:
        return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)
    n, d = z.shape
    logits, target = torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)
    return logits.reshape(n, 2, d), target.reshape(n, 2, d)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
