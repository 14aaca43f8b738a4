"""You look at the last dimension of a shape that has none. `()` must be refused with a ValueError.
Caught by: a scalar"""

import torch


def matmul_shape(a, b):
    if a[-1] != (b[-2] if len(b) > 1 else b[0]):
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
