"""You take a stride of 0 for one that fits everywhere. It walks on the spot: only another 0 goes with it.
Caught by: expanded rows"""

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
    jumps = {run for run, (n, s), (_, outer) in zip(runs, dims, dims[1:]) if outer and outer != n * s}
    return jumps <= set(accumulate(reversed(new_shape), mul))
