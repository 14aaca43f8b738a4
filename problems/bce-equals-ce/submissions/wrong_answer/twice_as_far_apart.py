"""You take -z and z. Their difference is 2z, so the model appears twice as sure as it is.
Caught by: three quarters"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([-z, z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits[:, 1] - logits[:, 0], target.to(logits.dtype)
