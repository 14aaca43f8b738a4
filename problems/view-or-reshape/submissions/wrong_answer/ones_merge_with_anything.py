"""You let a dimension of length 1 merge with both neighbours, and forget to compare those with each other.
Caught by: length one hides a jump"""

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
    dims = list(zip(shape, strides))[::-1]
    runs = list(accumulate((n for n, _ in dims), mul))
    jumps = {run for run, (n, s), (m, outer) in zip(runs, dims, dims[1:]) if outer != n * s and n != 1 and m != 1}
    return jumps <= set(accumulate(reversed(new_shape), mul))
