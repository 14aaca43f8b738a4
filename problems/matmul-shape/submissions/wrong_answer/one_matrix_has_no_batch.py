"""You return a matrix when a is one. b may bring a batch, and a is then used for each of its matrices.
Caught by: a longer batch on the right"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    if len(a) == 2:
        return (a[0], *b[-2:][1:])
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), *a[-2:-1], *b[-2:][1:])
