"""You ask whether the tensor is contiguous. A dimension may still be cut up, or be given a neighbour of length 1, when it
is not.
Caught by: transposed"""

from math import prod


def can_view(shape, strides, new_shape):
    entries, known = prod(shape), prod(n for n in new_shape if n != -1)
    if -1 in new_shape:
        if known == 0 or entries % known:
            return False
    elif entries != known:
        return False
    step = 1
    for n, stride in zip(reversed(shape), reversed(strides)):
        if n != 1 and stride != step:
            return entries == 0
        step *= n
    return True
