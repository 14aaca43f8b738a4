"""A context that switches to evaluation and back whatever happens inside; losses kept as one tensor for each split."""

from contextlib import contextmanager

import torch


@contextmanager
def evaluating(model):
    training = {module for module in model.modules() if module.training}
    try:
        with torch.inference_mode():
            yield model.eval()
    finally:
        for module in training:
            module.training = True


def estimate_loss(model, get_batch, splits, iterations):
    with evaluating(model):
        losses = {split: torch.zeros(iterations) for split in splits}
        for i in range(iterations):
            for split in splits:
                losses[split][i] = model(*get_batch(split))[1]
        return {split: each.mean().item() for split, each in losses.items()}
