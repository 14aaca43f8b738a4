"""You ask for the gradient of every parameter. A frozen one has none.
Caught by: a frozen layer"""

import torch


def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        loss = loss_fn(model(x), y)
        parameters = [p for group in optimizer.param_groups for p in group["params"]]
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            parameter.grad = gradient
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
