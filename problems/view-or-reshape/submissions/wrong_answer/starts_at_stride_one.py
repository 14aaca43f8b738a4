"""You compare with the strides of a contiguous tensor. A run may be evenly spaced with any step, as every other column of
a matrix is: compare each stride with its neighbour's.
Caught by: evenly spaced"""

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
    jumps, run = set(), 1
    for n, stride in zip(reversed(shape), reversed(strides)):
        if n != 1 and stride != run:
            jumps.add(run)
        run *= n
    return jumps <= set(accumulate(reversed(new_shape), mul, initial=1))
