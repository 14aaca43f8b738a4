"""You take four bytes for every float and look up the others. bfloat16 takes two, float64 eight.
Caught by: several dtypes"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    return sum(
        t.numel() * (4 if t.is_floating_point() else t.element_size()) for t in chain(model.parameters(), model.buffers())
    )
