"""You merge neighbours whose strides fall. The outer stride must be the inner length times the inner stride, exactly.
Caught by: a gap after each row"""

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
    dims = [(n, s) for n, s in zip(shape, strides) if n != 1][::-1]
    runs = list(accumulate((n for n, _ in dims), mul))
    jumps = {run for run, (_, s), (_, outer) in zip(runs, dims, dims[1:]) if outer < s}
    return jumps <= set(accumulate(reversed(new_shape), mul))
