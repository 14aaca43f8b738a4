import torch


def bce_with_logits(logits, target, pos_weight=None):
    above = torch.where(logits > 0, logits, 0.0)
    below = logits - above
    tail = torch.where(logits > 0, torch.log1p(torch.exp(-above)), torch.log1p(torch.exp(below)))
    yes, no = tail - below, tail + above
    if pos_weight is not None:
        yes = yes * pos_weight
    return torch.lerp(no, yes, target).sum() / logits.numel()


def bce_with_logits_backward(logits, target, pos_weight=None):
    p, q = torch.stack([logits, -logits]).sigmoid()
    pull = target * q if pos_weight is None else target * q * pos_weight
    return (p - target * p - pull).div(logits.numel())
