"""You take −1 for a length. It keeps the length that is there, and the stride with it.
Caught by: lengths kept"""


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
    shape, strides = (1,) * new + shape, (0,) * new + strides
    return lengths, tuple(s if n == m else 0 for n, m, s in zip(shape, lengths, strides)), offset


def unsqueezed(view, dim):
    shape, strides, offset = view
    dim %= len(shape) + 1
    step = shape[dim] * strides[dim] if dim < len(shape) else 1
    return (*shape[:dim], 1, *shape[dim:]), (*strides[:dim], step, *strides[dim:]), offset
