"""You leave out `pad` at the end of a sequence only. It may stand in front, too, and does not count there either.
Caught by: another mark"""

import torch.nn.functional as F


def classification_loss(logits, target, pad):
    keep = (target != pad).flip(1).cumsum(1).flip(1) > 0
    return F.cross_entropy(logits[keep], target[keep])
