"""You sum the losses. The mean over the positions that count is asked for.
Caught by: short sequences"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    flat = logits.reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1), ignore_index=pad, reduction="sum")
