"""You switch requires_grad off to avoid the graph, and on again for everything. What was frozen before trains from now on:
torch.no_grad() needs no switch at all.
Caught by: a frozen batch norm"""

import torch


def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.eval().requires_grad_(False)
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
    model.requires_grad_(True)
    return result
