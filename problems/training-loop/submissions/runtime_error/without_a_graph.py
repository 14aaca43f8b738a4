"""You train under no_grad. It is for evaluation: without a graph there is nothing to go back through.
Caught by: one batch"""

import torch


@torch.no_grad()
def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
