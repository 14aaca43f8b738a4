"""You move the parameters by the gradient and the learning rate yourself. That is plain SGD; the optimizer that you
are given may be another.
Caught by: three epochs of Adam"""

import torch


def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        with torch.no_grad():
            for group in optimizer.param_groups:
                for parameter in group["params"]:
                    parameter -= group["lr"] * parameter.grad
        total += loss.item() * len(x)
        count += len(x)
    return total / count
