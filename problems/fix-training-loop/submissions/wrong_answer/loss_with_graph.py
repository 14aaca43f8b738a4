"""You add up tensors, and what you return is one: take loss.item(). A loss that is not even detached keeps its graph.
Caught by: one batch"""

import torch
import torch.nn.functional as F


def train_epoch(model, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        loss = F.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss * len(y)
        count += len(y)
    return total / count


@torch.no_grad()
def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    for x, y in batches:
        logits = model(x)
        total += F.cross_entropy(logits, y).item() * len(y)
        correct += (logits.argmax(dim=1) == y).sum().item()
        count += len(y)
    model.train(was_training)
    return total / count, correct / count
