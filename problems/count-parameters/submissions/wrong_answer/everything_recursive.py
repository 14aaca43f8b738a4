"""You go over all modules and ask each for all parameters inside it. A weight then counts once for every module around
it.
Caught by: two linear layers"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for m in model.modules() for p in m.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
