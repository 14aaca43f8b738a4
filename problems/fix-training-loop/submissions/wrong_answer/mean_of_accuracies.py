"""You weight the loss by the batch size, but not the accuracy. Count the hits, and divide by all examples.
Caught by: a short last validation batch"""

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
        total += loss.item() * len(y)
        count += len(y)
    return total / count


@torch.no_grad()
def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total, accuracies, count = 0.0, [], 0
    for x, y in batches:
        logits = model(x)
        total += F.cross_entropy(logits, y).item() * len(y)
        accuracies.append((logits.argmax(dim=1) == y).double().mean().item())
        count += len(y)
    model.train(was_training)
    return total / count, sum(accuracies) / len(accuracies)
