"""You make a column of every vector. On the left it is a row, which meets the rows of b.
Caught by: a vector on the left"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    left = (*a, 1) if len(a) == 1 else a
    right = (*b, 1) if len(b) == 1 else b
    if left[-1] != right[-2]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(left[:-2], right[:-2]), left[-2], *b[-2:][1:])
