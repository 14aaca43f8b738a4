"""You add up in float32, which has no odd numbers beyond 16,777,216. Python's int has them all.
Caught by: seventeen million"""

from itertools import chain

import torch


def count_parameters(model, trainable_only=False):
    counts = [p.numel() for p in model.parameters() if p.requires_grad or not trainable_only]
    return int(torch.tensor(counts, dtype=torch.float32).sum())


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
