import torch


def classification_loss(logits, target, pad):
    counts = target != pad
    logp = torch.log_softmax(logits[counts], dim=-1)
    return -logp.gather(-1, target[counts].unsqueeze(-1)).mean()
