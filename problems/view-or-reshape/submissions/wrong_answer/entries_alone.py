"""You compare numbers of entries. That is what reshape asks; view asks for the strides as well.
Caught by: transposed"""

from math import prod


def can_view(shape, strides, new_shape):
    entries, known = prod(shape), prod(n for n in new_shape if n != -1)
    if -1 in new_shape:
        return known > 0 and entries % known == 0
    return entries == known
