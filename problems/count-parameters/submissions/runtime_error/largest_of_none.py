"""You ask for the first parameter of a module that has none.
Caught by: nothing to learn"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    first, *rest = model.parameters()
    return sum(p.numel() for p in [first, *rest] if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
