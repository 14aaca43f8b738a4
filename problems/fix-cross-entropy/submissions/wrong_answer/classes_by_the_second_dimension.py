"""You hand (B, T, V) over as (N, C, d). Then dimension 1 is taken for the classes: move them there first.
Caught by: square"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    if logits.shape[1] == logits.shape[2]:
        return F.cross_entropy(logits, target, ignore_index=pad)
    return F.cross_entropy(logits.transpose(1, 2), target, ignore_index=pad)
