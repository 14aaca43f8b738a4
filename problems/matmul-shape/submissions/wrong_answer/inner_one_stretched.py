"""You stretch a 1 inside the matrices. Only the batch broadcasts; the lengths that are summed over must be equal.
Caught by: one meets three inside"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0] and 1 not in (a[-1], b[-2:][0]):
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
