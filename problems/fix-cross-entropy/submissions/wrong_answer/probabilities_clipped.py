"""You clip the probabilities before the logarithm: where the model is surely wrong, the loss stops growing.
Caught by: sure of it"""

import torch


def classification_loss(logits, target, pad):
    counts = target != pad
    p = torch.softmax(logits[counts], dim=-1).clamp(min=1e-7)
    return -p.gather(-1, target[counts].unsqueeze(-1)).log().mean()
