import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer

Batches = list[tuple[Tensor, Tensor]]


def train_epoch(model: nn.Module, optimizer: Optimizer, batches: Batches) -> float:
    """One optimizer step a batch, in training mode; the mean loss an example."""
    total = 0.0
    for x, y in batches:
        loss = F.cross_entropy(model(x), y)
        optimizer.step()
        loss.backward()
        total += loss
    return total / len(batches)


def evaluate(model: nn.Module, batches: Batches) -> tuple[float, float]:
    """Mean loss and accuracy, in evaluation mode; leaves no trace on the model."""
    model.eval()
    total, correct = 0.0, 0.0
    for x, y in batches:
        logits = model(x)
        total += F.cross_entropy(logits, y).item()
        correct += (logits.argmax(dim=1) == y).double().mean().item()
    return total / len(batches), correct / len(batches)
