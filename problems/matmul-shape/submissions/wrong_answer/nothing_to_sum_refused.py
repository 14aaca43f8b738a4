"""You refuse an inner length of 0. A sum of no terms is 0, and the result is full of those.
Caught by: nothing to sum"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0] or not a[-1]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
