"""You put back the flag of the root. eval() changed those of all modules inside it.
Caught by: one batch of each split"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    training = model.training
    model.eval()
    result = {}
    for split in splits:
        total = 0.0
        for _ in range(iterations):
            x, y = get_batch(split)
            _, loss = model(x, y)
            total += loss.item()
        result[split] = total / iterations
    model.training = training
    return result
