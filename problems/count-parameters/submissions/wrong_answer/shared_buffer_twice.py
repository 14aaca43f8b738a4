"""You add up the buffers of each module. A buffer that two modules share counts once.
Caught by: one mask, two layers"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    buffers = (b for m in model.modules() for b in m.buffers(recurse=False))
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), buffers))
