"""You let a scalar multiply everything. That is `*`; `@` needs a dimension to sum over, and refuses it.
Caught by: a scalar"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        return a or b
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
