"""You never compare the lengths that are summed over. 3 and 4 do not fit.
Caught by: three meets four"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
