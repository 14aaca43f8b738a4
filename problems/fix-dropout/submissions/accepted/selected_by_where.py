import torch


def dropout(x, noise, p, training):
    scale = 1 / (1 - p) if p < 1 else 0
    return torch.where(noise < p, 0, scale * x) if training else x
