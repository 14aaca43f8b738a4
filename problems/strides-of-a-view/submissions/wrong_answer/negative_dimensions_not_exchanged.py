"""You look for the dimension by its number, and a negative one is never found. Bring it to between 0 and the rank first.
Caught by: dimensions from the end"""


def transposed(view, dim0, dim1):
    shape, strides, offset = view
    order = [dim1 if k == dim0 else dim0 if k == dim1 else k for k in range(len(shape))]
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
    kept = tuple(n if m == -1 else m for n, m in zip(shape, lengths[new:]))
    stretched = tuple(s if n == m else 0 for n, m, s in zip(shape, kept, strides))
    return lengths[:new] + kept, (0,) * new + stretched, offset


def unsqueezed(view, dim):
    shape, strides, offset = view
    dim %= len(shape) + 1
    step = shape[dim] * strides[dim] if dim < len(shape) else 1
    return (*shape[:dim], 1, *shape[dim:]), (*strides[:dim], step, *strides[dim:]), offset
