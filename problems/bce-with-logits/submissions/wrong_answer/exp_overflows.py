"""You write log(1 + exp(−x)) as it stands: for x = −200 the exponential is infinite. Take the larger term out first.
Caught by: far out"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    yes = torch.log1p(torch.exp(-logits))
    no = torch.log1p(torch.exp(logits))
    return (w * target * yes + (1 - target) * no).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    p = torch.sigmoid(logits)
    return ((1 - target) * p - w * target * torch.sigmoid(-logits)) / logits.numel()
