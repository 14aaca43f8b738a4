"""You sum the losses. The mean over all entries is asked for.
Caught by: by hand"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    zero = torch.zeros_like(logits)
    yes, no = torch.logaddexp(zero, -logits), torch.logaddexp(zero, logits)
    return (w * target * yes + (1 - target) * no).sum()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    return (1 - target) * torch.sigmoid(logits) - w * target * torch.sigmoid(-logits)
