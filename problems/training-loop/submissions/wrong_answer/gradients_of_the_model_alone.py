"""You ask for the gradients of the model's parameters. The optimizer may hold others, such as those of the loss:
backward reaches them all.
Caught by: a loss that learns"""

import torch


def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        loss = loss_fn(model(x), y)
        parameters = [p for p in model.parameters() if p.requires_grad]
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            parameter.grad = gradient
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
