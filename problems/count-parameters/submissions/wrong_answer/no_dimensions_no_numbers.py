"""You skip parameters without dimensions. The shape () holds one number.
Caught by: a parameter without dimensions"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.shape and (p.requires_grad or not trainable_only))


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
