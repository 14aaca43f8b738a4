import torch


def minus_log_sigmoid(x):
    """log(1 + exp(-x)), as logaddexp(0, -x)."""
    return torch.logaddexp(torch.zeros_like(x), -x)


def bce_with_logits(logits, target, pos_weight=None):
    weight = 1.0 if pos_weight is None else pos_weight
    return (weight * target * minus_log_sigmoid(logits) + (1 - target) * minus_log_sigmoid(-logits)).mean()


def bce_with_logits_backward(logits, target, pos_weight=None):
    weight = 1.0 if pos_weight is None else pos_weight
    yes, no = torch.sigmoid(logits), torch.sigmoid(-logits)
    return ((1 - target) * yes - weight * target * no) / logits.numel()
