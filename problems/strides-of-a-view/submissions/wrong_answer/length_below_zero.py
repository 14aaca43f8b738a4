"""You subtract the start from the stop, and get a negative length where the stop comes first. Such a slice is empty.
Caught by: stops before it starts"""


def transposed(view, dim0, dim1):
    shape, strides, offset = view
    order = list(range(len(shape)))
    order[dim0], order[dim1] = order[dim1], order[dim0]
    return tuple(shape[k] for k in order), tuple(strides[k] for k in order), offset


def sliced(view, dim, start, stop, step):
    shape, strides, offset = list(view[0]), list(view[1]), view[2]
    start, stop, _ = slice(start, stop).indices(shape[dim])
    offset += start * strides[dim]
    shape[dim] = -((start - stop) // step)
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
