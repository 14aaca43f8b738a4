"""You end with model.train(). The model came in evaluation mode and must leave in it.
Caught by: in evaluation mode already"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    model.eval()
    result = {}
    for split in splits:
        total = 0.0
        for _ in range(iterations):
            x, y = get_batch(split)
            _, loss = model(x, y)
            total += loss.item()
        result[split] = total / iterations
    model.train()
    return result
