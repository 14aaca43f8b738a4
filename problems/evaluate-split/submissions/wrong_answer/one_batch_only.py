"""You take one batch of each split. `iterations` says how many.
Caught by: three batches of each split"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    result = {}
    for split in splits:
        total = 0.0
        for _ in range(1):
            x, y = get_batch(split)
            _, loss = model(x, y)
            total += loss.item()
        result[split] = total
    for module, training in modes:
        module.training = training
    return result
