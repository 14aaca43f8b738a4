"""Dropout and BatchNorm are in training mode while you evaluate, under no_grad as well. They have flags of their own,
which model.eval() reaches, and model.training = False does not.
Caught by: one batch of each split"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.training = False
    result = {}
    for split in splits:
        total = 0.0
        for _ in range(iterations):
            x, y = get_batch(split)
            _, loss = model(x, y)
            total += loss.item()
        result[split] = total / iterations
    for module, training in modes:
        module.training = training
    return result
