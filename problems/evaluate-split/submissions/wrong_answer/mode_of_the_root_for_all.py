"""You give all modules the mode that the root had. A frozen BatchNorm is thawed that way.
Caught by: a frozen batch norm"""

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
    model.train(training)
    return result
