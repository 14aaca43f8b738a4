"""The oracle: per-example losses, gradients asked for by name, and an evaluation of a copy on all examples at once."""

import copy

import torch
import torch.nn.functional as F


def train_epoch(model, optimizer, batches):
    model.train()
    losses = []
    for x, y in batches:
        each = F.cross_entropy(model(x), y, reduction="none")
        parameters = list(model.parameters())
        for parameter, gradient in zip(parameters, torch.autograd.grad(each.mean(), parameters), strict=True):
            parameter.grad = gradient
        optimizer.step()
        losses.append(each.detach())
    return torch.cat(losses).mean().item()


def evaluate(model, batches):
    x, y = (torch.cat(parts) for parts in zip(*batches, strict=True))
    with torch.no_grad():
        logits = copy.deepcopy(model).eval()(x)
        loss = -logits.log_softmax(1)[torch.arange(len(y)), y]
    return loss.mean().item(), (logits.max(1).indices == y).double().mean().item()
