"""You draw one batch and evaluate it again and again. Nothing is random in evaluation mode: draw inside the loop.
Caught by: three batches of each split"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    result = {}
    for split in splits:
        total = 0.0
        x, y = get_batch(split)
        for _ in range(iterations):
            _, loss = model(x, y)
            total += loss.item()
        result[split] = total / iterations
    for module, training in modes:
        module.training = training
    return result
