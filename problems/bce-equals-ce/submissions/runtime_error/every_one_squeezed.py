"""You squeeze without naming the dimension. With one example the batch disappears as well.
Caught by: one example"""

import torch


def to_cross_entropy(z, y):
    return torch.stack([torch.zeros_like(z), z], dim=1), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return (logits[:, 1:] - logits[:, :1]).squeeze(), target.to(logits.dtype)
