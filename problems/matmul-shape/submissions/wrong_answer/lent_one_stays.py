"""You lend a vector its 1 and leave it in the result. (2, 3) @ (3,) has one dimension.
Caught by: a vector on the left"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    a = (1, *a) if len(a) == 1 else a
    b = (*b, 1) if len(b) == 1 else b
    if a[-1] != b[-2]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), a[-2], b[-1])
