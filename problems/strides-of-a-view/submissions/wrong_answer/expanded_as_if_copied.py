"""You compute the strides of a contiguous tensor of the new shape. That would be `repeat`; `expand` has no memory of its
own.
Caught by: a column repeated"""

from math import prod


def transposed(view, dim0, dim1):
    shape, strides, offset = view
    order = list(range(len(shape)))
    order[dim0], order[dim1] = order[dim1], order[dim0]
    return tuple(shape[k] for k in order), tuple(strides[k] for k in order), offset


def sliced(view, dim, start, stop, step):
    shape, strides, offset = list(view[0]), list(view[1]), view[2]
    taken = range(shape[dim])[start:stop:step]
    offset += taken.start * strides[dim]
    shape[dim] = len(taken)
    strides[dim] *= step
    return tuple(shape), tuple(strides), offset


def expanded(view, lengths):
    shape, strides, offset = view
    new = len(lengths) - len(shape)
    lengths = tuple(n if m == -1 else m for n, m in zip((1,) * new + shape, lengths))
    return lengths, tuple(prod(lengths[k + 1 :]) for k in range(len(lengths))), offset


def unsqueezed(view, dim):
    shape, strides, offset = view
    dim %= len(shape) + 1
    step = shape[dim] * strides[dim] if dim < len(shape) else 1
    return (*shape[:dim], 1, *shape[dim:]), (*strides[:dim], step, *strides[dim:]), offset
