"""You forget the second term: a no counts too, with log(1 − σ).
Caught by: by hand"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    return (w * target * torch.logaddexp(torch.zeros_like(logits), -logits)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    return -w * target * torch.sigmoid(-logits) / logits.numel()
