"""You give a dimension that is new on the left the stride of a copy. It repeats everything that there is: its stride is 0.
Caught by: new on the left"""


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
    shape, strides = (1,) * new + shape, (shape[0] * strides[0],) * new + strides
    lengths = tuple(n if m == -1 else m for n, m in zip(shape, lengths))
    return (
        lengths,
        tuple(s if n == m or k < new else 0 for k, (n, m, s) in enumerate(zip(shape, lengths, strides))),
        offset,
    )


def unsqueezed(view, dim):
    shape, strides, offset = view
    dim %= len(shape) + 1
    step = shape[dim] * strides[dim] if dim < len(shape) else 1
    return (*shape[:dim], 1, *shape[dim:]), (*strides[:dim], step, *strides[dim:]), offset
