"""You copy the whole model into one vector to read its length. numel() copies nothing.
Caught by: two linear layers"""

from itertools import chain

from torch.nn.utils import parameters_to_vector


def count_parameters(model, trainable_only=False):
    return parameters_to_vector(p for p in model.parameters() if p.requires_grad or not trainable_only).numel()


def model_bytes(model):
    return sum(t.numel() * t.element_size() for t in chain(model.parameters(), model.buffers()))
