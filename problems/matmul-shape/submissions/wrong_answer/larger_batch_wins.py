"""You take the larger of two batch lengths. They must be equal, or one of them 1.
Caught by: batches that do not fit"""

from itertools import zip_longest


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    batch = [max(pair) for pair in zip_longest(reversed(a[:-2]), reversed(b[:-2]), fillvalue=1)]
    return (*reversed(batch), *a[-2:-1], *b[-2:][1:])
