"""You stop at the first jump from the right. There may be more of them, and a new dimension must begin at each.
Caught by: two jumps"""

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
    if total == 0:
        return True
    reached = set(accumulate(reversed(new_shape), mul))
    dims = [(n, s) for n, s in zip(shape, strides) if n != 1][::-1]
    run = 1
    for (n, s), (_, outer) in zip(dims, dims[1:]):
        run *= n
        if outer != n * s:
            return run in reached
    return True
