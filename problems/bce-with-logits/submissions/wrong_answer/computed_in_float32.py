"""You compute in float32. float64 logits ask for a float64 loss.
Caught by: double precision"""

import torch


def bce_with_logits(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    x, t = logits.float(), target.float()
    zero = torch.zeros_like(x)
    return (w * t * torch.logaddexp(zero, -x) + (1 - t) * torch.logaddexp(zero, x)).mean().to(logits.dtype)


def bce_with_logits_backward(logits, target, pos_weight=None):
    w = 1.0 if pos_weight is None else pos_weight
    return ((1 - target) * torch.sigmoid(logits) - w * target * torch.sigmoid(-logits)) / logits.numel()
