"""A jump sits at some number of entries from the right; a new dimension must begin exactly there."""

from itertools import accumulate
from math import prod
from operator import mul


def can_view(shape, strides, new_shape):
    total = prod(shape)
    wanted = prod(new_shape)
    if -1 in new_shape:
        wanted = -wanted
        if wanted == 0 or total % wanted != 0:
            return False
        new_shape = tuple(total // wanted if n == -1 else n for n in new_shape)
        wanted = total
    if total == 0 or wanted != total:
        return wanted == total
    dims = [(n, s) for n, s in zip(shape, strides) if n != 1][::-1]
    runs = accumulate((n for n, _ in dims), mul)
    jumps = {run for run, (n, s), (_, outer) in zip(runs, dims, dims[1:]) if outer != n * s}
    return jumps <= set(accumulate(reversed(new_shape), mul))
