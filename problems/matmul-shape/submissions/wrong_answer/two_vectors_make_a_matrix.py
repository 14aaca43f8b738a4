"""You make the outer product of two vectors. `@` makes their dot product, which has no dimension.
Caught by: two vectors"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    if len(a) == len(b) == 1:
        return a + b
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
