"""Log-probabilities are logits: logsigmoid gives those of both classes."""

import torch
import torch.nn.functional as F


def to_cross_entropy(z, y):
    both = torch.stack([-z, z], dim=1)
    return F.logsigmoid(both), torch.stack([1 - y, y], dim=1)


def to_binary(logits, target):
    return logits.diff(dim=1).squeeze(1), target.to(logits.dtype)
