"""You compare a vector on the left with the first dimension of b. It meets the second last, whatever the batch is.
Caught by: a vector before a batch"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != (b[0] if len(a) == 1 else b[-2:][0]):
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
