"""You still hand probabilities to `F.cross_entropy`. It takes logits, and applies the softmax itself.
Caught by: one of three counts"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    flat = logits.softmax(-1).reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1), ignore_index=pad)
