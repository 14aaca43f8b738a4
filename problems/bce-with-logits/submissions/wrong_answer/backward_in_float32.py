"""Your backward computes in float32 and gives away half of the digits of a float64 gradient.
Caught by: backward in double"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    zero = torch.zeros_like(logits)
    return (w * target * torch.logaddexp(zero, -logits) + (1 - target) * torch.logaddexp(zero, logits)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    x, t = logits.float(), target.float()
    return (((1 - t) * torch.sigmoid(x) - w * t * torch.sigmoid(-x)) / x.numel()).to(logits.dtype)
