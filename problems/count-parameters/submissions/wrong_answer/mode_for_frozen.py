"""You take evaluation mode for frozen. eval() changes dropout and batch norm; only requires_grad freezes.
Caught by: evaluation mode"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    if trainable_only and not model.training:
        return 0
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
