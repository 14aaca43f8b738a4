"""You take two dimensions on the right for a batch of vectors. They are one matrix, for the whole batch on the left.
Caught by: a batch of vectors"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if len(a) > 2 and b == (*a[:-2], a[-1]):
        return a[:-1]
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
