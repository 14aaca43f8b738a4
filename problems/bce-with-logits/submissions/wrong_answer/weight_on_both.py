"""You weigh the whole loss. `pos_weight` multiplies the term of the yes alone.
Caught by: positive weight"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    zero = torch.zeros_like(logits)
    yes, no = torch.logaddexp(zero, -logits), torch.logaddexp(zero, logits)
    return (w * (target * yes + (1 - target) * no)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    return w * (torch.sigmoid(logits) - target) / logits.numel()
