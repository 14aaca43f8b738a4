"""You exchange the lengths, and compute the strides of a contiguous tensor. The memory has not moved: the strides are
exchanged as well.
Caught by: a transposed matrix"""

from math import prod


def transposed(view, dim0, dim1):
    shape, offset = list(view[0]), view[2]
    shape[dim0], shape[dim1] = shape[dim1], shape[dim0]
    return tuple(shape), tuple(prod(shape[k + 1 :]) for k in range(len(shape))), offset


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
    kept = tuple(n if m == -1 else m for n, m in zip(shape, lengths[new:]))
    stretched = tuple(s if n == m else 0 for n, m, s in zip(shape, kept, strides))
    return lengths[:new] + kept, (0,) * new + stretched, offset


def unsqueezed(view, dim):
    shape, strides, offset = view
    dim %= len(shape) + 1
    step = shape[dim] * strides[dim] if dim < len(shape) else 1
    return (*shape[:dim], 1, *shape[dim:]), (*strides[:dim], step, *strides[dim:]), offset
