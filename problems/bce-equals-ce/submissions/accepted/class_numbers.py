"""Half of z to each side; class numbers where the targets are hard, probabilities where they are not."""

import torch


def to_cross_entropy(z, y):
    logits = torch.stack((-z, z), 1) / 2
    hard = torch.equal(y, y.round())
    return logits, y.long() if hard else torch.stack((1 - y, y), 1)


def to_binary(logits, target):
    lost, won = logits.unbind(1)
    return won - lost, (target == 1).to(logits)
