"""You count modules without children only. A module may hold parameters and children.
Caught by: parameters in the root"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    leaves = [m for m in model.modules() if not list(m.children())]
    own = {p: None for m in leaves for p in m.parameters()}
    return sum(p.numel() for p in own if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
