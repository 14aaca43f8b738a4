"""You ask whether the target is above ½. A soft target of 0.3 is three parts yes and seven parts no.
Caught by: soft targets"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    zero = torch.zeros_like(logits)
    hard = target + (target.round() - target).detach()
    return (w * hard * torch.logaddexp(zero, -logits) + (1 - hard) * torch.logaddexp(zero, logits)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    hard = target.round()
    return ((1 - hard) * torch.sigmoid(logits) - w * hard * torch.sigmoid(-logits)) / logits.numel()
