"""You count the bytes of trainable parameters only. Frozen ones lie in memory as well.
Caught by: a frozen layer"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    trained = (p for p in model.parameters() if p.requires_grad)
    return sum(t.numel() * t.element_size() for t in chain(trained, model.buffers()))
