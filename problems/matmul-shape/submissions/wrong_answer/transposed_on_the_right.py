"""You sum over the last dimension of both. On the right it is the second last: rows times columns.
Caught by: two matrices"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-1]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:-1])
