"""By definition: list the memory positions, read the new strides off them, and look whether they hold everywhere."""

from itertools import product
from math import prod


def positions(shape, strides):
    return [sum(i * s for i, s in zip(index, strides)) for index in product(*map(range, shape))]


def can_view(shape, strides, new_shape):
    before, new_shape = positions(shape, strides), list(new_shape)
    if -1 in new_shape:
        rest = prod(n for n in new_shape if n >= 0)
        if rest == 0:
            return False
        new_shape[new_shape.index(-1)] = len(before) // rest
    if prod(new_shape) != len(before):
        return False
    new_strides = []
    for k, n in enumerate(new_shape):
        step = prod(new_shape[k + 1 :])
        new_strides.append(before[step] if n > 1 and before else 0)
    return positions(new_shape, new_strides) == before
