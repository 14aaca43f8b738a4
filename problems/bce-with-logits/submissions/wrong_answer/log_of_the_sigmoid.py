"""You take the sigmoid, then its logarithm: σ(−200) is 0 and its logarithm −inf. Compute log σ from the logit.
Caught by: far out"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    p = torch.sigmoid(logits)
    return -(w * target * p.log() + (1 - target) * (1 - p).log()).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    p = torch.sigmoid(logits)
    return ((1 - target) * p - w * target * torch.sigmoid(-logits)) / logits.numel()
