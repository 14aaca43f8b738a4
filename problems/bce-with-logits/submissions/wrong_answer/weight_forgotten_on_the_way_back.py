"""Probability minus target is the gradient without a weight. With `pos_weight` the part of the yes grows.
Caught by: backward with a weight"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    zero = torch.zeros_like(logits)
    return (w * target * torch.logaddexp(zero, -logits) + (1 - target) * torch.logaddexp(zero, logits)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    return ((1 - target) * torch.sigmoid(logits) - target * torch.sigmoid(-logits)) / logits.numel()
