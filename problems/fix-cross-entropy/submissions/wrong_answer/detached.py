"""You take the logits out of the graph: the loss is right and nothing learns.
Caught by: one of three counts"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    flat = logits.detach().reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1), ignore_index=pad)
