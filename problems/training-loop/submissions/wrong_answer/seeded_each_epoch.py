"""You seed in every epoch. Then each epoch drops the same units and draws the same numbers, and so does whoever draws after
you: seed once, outside.
Caught by: one batch"""

import torch


def train_epoch(model, loss_fn, optimizer, batches):
    torch.manual_seed(0)
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
