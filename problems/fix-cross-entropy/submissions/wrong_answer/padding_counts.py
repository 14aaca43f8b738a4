"""You repaired the softmax, and padding still counts. Tell the loss which target to ignore.
Caught by: one of three counts"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    flat = logits.reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1))
