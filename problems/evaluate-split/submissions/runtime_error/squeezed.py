"""You squeeze the batch. A single sequence of a single token then loses the dimensions that the model needs.
Caught by: single tokens"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    result = {}
    for split in splits:
        total = 0.0
        for _ in range(iterations):
            x, y = get_batch(split)
            _, loss = model(x.squeeze(), y.squeeze())
            total += loss.item()
        result[split] = total / iterations
    for module, training in modes:
        module.training = training
    return result
