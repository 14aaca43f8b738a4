"""You index two dimensions, and a vector has one. Lend it a 1 first, and take it out again.
Caught by: a vector on the left"""

import torch


def matmul_shape(a, b):
    if a[-1] != b[-2]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), a[-2], b[-1])
