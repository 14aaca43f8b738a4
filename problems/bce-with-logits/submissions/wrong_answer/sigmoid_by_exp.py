"""Your sigmoid is e^x / (1 + e^x): infinity over infinity for large x. Let the exponential be of −|x|, or use sigmoid.
Caught by: backward far out"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    zero = torch.zeros_like(logits)
    return (w * target * torch.logaddexp(zero, -logits) + (1 - target) * torch.logaddexp(zero, logits)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    p = logits.exp() / (1 + logits.exp())
    return ((1 - target) * p - w * target * (1 - p)) / logits.numel()
