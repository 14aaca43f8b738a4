"""You leave autograd on, so that every batch builds a graph for a backward that never comes. Detaching the losses comes
too late: torch.no_grad() belongs around the forward pass.
Caught by: one batch of each split"""

import torch


def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    result = {}
    for split in splits:
        total = 0.0
        for _ in range(iterations):
            x, y = get_batch(split)
            _, loss = model(x, y)
            total += loss.detach().item()
        result[split] = total / iterations
    for module, training in modes:
        module.training = training
    return result
