"""You look at the children and not at theirs.
Caught by: modules in modules"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    own = {p: None for m in [model, *model.children()] for p in m.parameters(recurse=False)}
    return sum(p.numel() for p in own if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
