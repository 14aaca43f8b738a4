"""You check that −1 comes out even, and then multiply with −1 itself. Put the length in its place first.
Caught by: minus one and a gap"""

from itertools import accumulate
from math import prod
from operator import mul


def can_view(shape, strides, new_shape):
    total, known = prod(shape), prod(n for n in new_shape if n != -1)
    if -1 in new_shape:
        if known == 0 or total % known:
            return False
    elif total != known:
        return False
    if total == 0:
        return True
    dims = [(n, s) for n, s in zip(shape, strides) if n != 1][::-1]
    runs = list(accumulate((n for n, _ in dims), mul))
    jumps = {run for run, (n, s), (_, outer) in zip(runs, dims, dims[1:]) if outer != n * s}
    return jumps <= set(accumulate(reversed(new_shape), mul))
