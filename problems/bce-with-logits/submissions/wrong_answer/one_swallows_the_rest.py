"""You write log(1 + e): for e = 1e-13 the sum is 1 and the loss 0. `log1p` keeps it.
Caught by: sure and right"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    top = (-logits).detach().clamp(min=0)
    yes = torch.log((-logits - top).exp() + (-top).exp()) + top
    no = yes + logits
    return (w * target * yes + (1 - target) * no).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    p = torch.sigmoid(logits)
    return ((1 - target) * p - w * target * torch.sigmoid(-logits)) / logits.numel()
