"""You refuse a vector after a batch of matrices, or take it for a batch. It is one column for all of them.
Caught by: a batch before a vector"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if len(b) == 1 and len(a) > 2 and a[0] != b[0]:
        raise ValueError("batches do not fit")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
