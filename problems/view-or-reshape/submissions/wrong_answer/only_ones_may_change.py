"""You allow the same lengths, with or without ones. Dimensions may also be cut up, and merged where they are evenly spaced.
Caught by: a gap after each row"""

from math import prod


def can_view(shape, strides, new_shape):
    entries, known = prod(shape), prod(n for n in new_shape if n != -1)
    if -1 in new_shape:
        if known == 0 or entries % known:
            return False
        new_shape = [entries // known if n == -1 else n for n in new_shape]
    elif entries != known:
        return False
    dims = [(n, s) for n, s in zip(shape, strides) if n != 1]
    if all(s == m * t for (_, s), (m, t) in zip(dims, dims[1:])):
        return True
    return [n for n in shape if n != 1] == [n for n in new_shape if n != 1]
