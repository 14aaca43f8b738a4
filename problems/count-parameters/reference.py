"""The oracle: every name with every tensor, repeats included, put into a dict by identity."""

import math


def _unique(named):
    return {id(tensor): tensor for _, tensor in named}.values()


def count_parameters(model, trainable_only=False):
    shapes = [p.shape for p in _unique(model.named_parameters(remove_duplicate=False)) if p.requires_grad]
    if not trainable_only:
        shapes += [p.shape for p in _unique(model.named_parameters(remove_duplicate=False)) if not p.requires_grad]
    return sum(math.prod(shape) for shape in shapes)


def model_bytes(model):
    named = [*model.named_parameters(remove_duplicate=False), *model.named_buffers(remove_duplicate=False)]
    return sum(math.prod(tensor.shape) * tensor.dtype.itemsize for tensor in _unique(named))
