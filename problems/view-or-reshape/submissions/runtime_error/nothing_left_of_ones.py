"""You drop the ones and take the last dimension of what is left. Nothing may be left.
Caught by: all ones"""

from itertools import accumulate
from math import prod
from operator import mul


def can_view(shape, strides, new_shape):
    total, known = prod(shape), prod(n for n in new_shape if n != -1)
    if -1 in new_shape:
        if known == 0 or total % known:
            return False
        new_shape = tuple(total // known if n < 0 else n for n in new_shape)
    elif total != known:
        return False
    if total == 0 or not shape:
        return True
    dims = [(n, s) for n, s in zip(shape, strides) if n != 1][::-1]
    run, jumps = dims[0][0], set()
    for (n, s), (m, outer) in zip(dims, dims[1:]):
        if outer != n * s:
            jumps.add(run)
        run *= m
    return jumps <= set(accumulate(reversed(new_shape), mul))
