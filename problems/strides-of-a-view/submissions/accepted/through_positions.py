"""Every view is linear: its offset is where index 0 lies, and a stride is how far one step along a dimension leads."""


def read_off(shape, position):
    start = position([0] * len(shape))
    units = [[k == dim for k in range(len(shape))] for dim in range(len(shape))]
    return tuple(shape), tuple(position(unit) - start for unit in units), start


def position_in(view):
    _, strides, offset = view
    return lambda index: offset + sum(i * s for i, s in zip(index, strides))


def transposed(view, dim0, dim1):
    def swap(values):
        values = list(values)
        values[dim0], values[dim1] = values[dim1], values[dim0]
        return values

    return read_off(swap(view[0]), lambda index: position_in(view)(swap(index)))


def sliced(view, dim, start, stop, step):
    shape = list(view[0])
    length = shape[dim]
    start, stop = (min(max(end + length if end < 0 else end, 0), length) for end in (start, stop))
    shape[dim] = max(stop - start + step - 1, 0) // step

    def position(index):
        index[dim] = start + index[dim] * step
        return position_in(view)(index)

    return read_off(shape, position)


def expanded(view, lengths):
    old = view[0]
    new = len(lengths) - len(old)
    shape = [*lengths[:new], *(n if m == -1 else m for n, m in zip(old, lengths[new:]))]

    def position(index):
        return position_in(view)([i if n == m else 0 for i, n, m in zip(index[new:], old, shape[new:])])

    return read_off(shape, position)


def unsqueezed(view, dim):
    shape, strides, offset = list(view[0]), list(view[1]), view[2]
    at = dim if dim >= 0 else len(shape) + 1 + dim
    nearest = [n * s for n, s in zip(shape[at:], strides[at:])]
    shape.insert(at, 1)
    strides.insert(at, nearest[0] if nearest else 1)
    return tuple(shape), tuple(strides), offset
