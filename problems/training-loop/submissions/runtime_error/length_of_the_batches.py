"""You ask for len(batches). A stream has none: count while you go.
Caught by: a stream"""

import torch


def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    losses, count = torch.zeros(len(batches)), 0
    for i, (x, y) in enumerate(batches):
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        losses[i] = loss.item() * len(x)
        count += len(x)
    return losses.sum().item() / count
