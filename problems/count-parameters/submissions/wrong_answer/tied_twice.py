"""You add up what each module holds. A weight that two modules share then counts twice.
Caught by: a tied head"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    own = (p for m in model.modules() for p in m.parameters(recurse=False))
    return sum(p.numel() for p in own if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
