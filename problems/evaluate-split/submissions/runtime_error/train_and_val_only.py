"""You evaluate "train" and "val", whatever the argument says.
Caught by: splits of other names"""

import torch


@torch.no_grad()
def estimate_loss(model, get_batch, splits, iterations):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    result = {}
    for split in ("train", "val"):
        total = 0.0
        for _ in range(iterations):
            x, y = get_batch(split)
            _, loss = model(x, y)
            total += loss.item()
        result[split] = total / iterations
    for module, training in modes:
        module.training = training
    return result
