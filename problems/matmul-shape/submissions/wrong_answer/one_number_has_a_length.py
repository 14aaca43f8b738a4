"""You give the dot product the shape (1,). It is a scalar, and the shape of a scalar is ().
Caught by: two vectors"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    shape = (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
    return shape or (1,)
