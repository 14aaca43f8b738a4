"""You take the larger of two batch lengths that fit. A 1 is stretched to the other length, and that may be 0.
Caught by: an empty batch"""

from itertools import zip_longest


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    pairs = list(zip_longest(reversed(a[:-2]), reversed(b[:-2]), fillvalue=1))
    if any(x != y and 1 not in (x, y) for x, y in pairs):
        raise ValueError("batches do not fit")
    return (*reversed([max(pair) for pair in pairs]), *a[-2:-1], *b[-2:][1:])
