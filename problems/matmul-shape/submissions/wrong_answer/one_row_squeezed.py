"""You take every 1 out of the result when one side is a vector. Only the 1 that was lent goes: a matrix of one row keeps
its own.
Caught by: one row before a vector"""

import torch


def matmul_shape(a, b):
    left, right = (1, *a) if len(a) == 1 else a, (*b, 1) if len(b) == 1 else b
    if not a or not b or left[-1] != right[-2]:
        raise ValueError("these do not fit")
    shape = (*torch.broadcast_shapes(left[:-2], right[:-2]), left[-2], right[-1])
    return tuple(n for n in shape if n != 1) if 1 in (len(a), len(b)) else shape
