"""Sums instead of means, kept as detached tensors; modes restored module by module, gradients cleared by hand."""

import torch
import torch.nn.functional as F


def train_epoch(model, optimizer, batches):
    for module in model.modules():
        module.training = True
    losses = []
    for x, y in batches:
        for group in optimizer.param_groups:
            for parameter in group["params"]:
                parameter.grad = None
        each = F.nll_loss(F.log_softmax(model(x), dim=1), y, reduction="none")
        (each.sum() / each.numel()).backward()
        optimizer.step()
        losses.append(each.detach())
    return float(torch.cat(losses).mean())


def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        with torch.inference_mode():
            logits = torch.cat([model(x) for x, _ in batches])
            targets = torch.cat([y for _, y in batches])
            loss = F.cross_entropy(logits, targets, reduction="sum") / len(targets)
            hits = torch.eq(logits.argmax(-1), targets)
    finally:
        for module, training in modes.items():
            module.training = training
    return loss.item(), int(hits.sum()) / len(targets)
