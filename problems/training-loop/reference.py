"""The oracle: each batch's gradient asked for by name and put where the optimizer looks; losses added up exactly."""

import math

import torch


def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    parameters = [p for group in optimizer.param_groups for p in group["params"] if p.requires_grad]
    sizes, costs = [], []
    for x, y in batches:
        loss = loss_fn(model(x), y)
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            parameter.grad = gradient
        optimizer.step()
        sizes.append(x.shape[0])
        costs.append(x.shape[0] * float(loss.detach()))
    return math.fsum(costs) / sum(sizes)
