"""You clear the gradients in evaluate. Somebody may be adding them up over several batches: evaluation leaves them alone.
Caught by: evaluation between two batches"""

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
    training = model.training
    model.eval()
    model.zero_grad()
    total, correct, count = 0.0, 0, 0
    for x, y in batches:
        logits = model(x)
        total += F.cross_entropy(logits, y).item() * len(y)
        correct += (logits.argmax(dim=1) == y).sum().item()
        count += len(y)
    model.train(training)
    return total / count, correct / count
