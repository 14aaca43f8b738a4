"""You take the first parameter's width for all. Each tensor has its own dtype.
Caught by: batch norm"""

from itertools import chain


def count_parameters(model, trainable_only=False):
    return sum(p.numel() for p in model.parameters() if p.requires_grad or not trainable_only)


def model_bytes(model):
    tensors = list(chain(model.parameters(), model.buffers()))
    return sum(t.numel() for t in tensors) * tensors[0].element_size() if tensors else 0
