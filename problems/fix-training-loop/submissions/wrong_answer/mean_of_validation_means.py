"""You average over the validation batches. In a short batch each example then counts for more: sum over the examples.
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
    total, correct, count = 0.0, 0, 0
    for x, y in batches:
        logits = model(x)
        total += F.cross_entropy(logits, y).item()
        correct += (logits.argmax(dim=1) == y).double().mean().item()
        count += 1
    model.train(was_training)
    return total / count, correct / count
