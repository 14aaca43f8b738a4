"""You set the loss of padding to 0 and average over all positions. It must be no part of the mean.
Caught by: one of three counts"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    flat = logits.reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1), ignore_index=pad, reduction="none").mean()
