"""You left a softmax over dimension 1 in, now with a logarithm. Dimension 1 is time; the tokens are the last one.
Caught by: one of three counts"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    flat = logits.log_softmax(1).reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, target.reshape(-1), ignore_index=pad)
