"""You return one dimension whenever one side is a vector. The batch of the other side stays.
Caught by: a vector before a batch"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    if len(a) == 1:
        return b[-1:] if len(b) > 1 else ()
    if len(b) == 1:
        return a[-2:-1]
    return (*torch.broadcast_shapes(a[:-2], b[:-2]), a[-2], b[-1])
