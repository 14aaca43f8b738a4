"""You assert that the lengths fit. `python -O` leaves assertions out, and what they raise is an AssertionError: raise a
ValueError.
Caught by: three meets four"""

import torch


def matmul_shape(a, b):
    assert len(a) > 0 and len(b) > 0
    left = (1, *a) if len(a) == 1 else a
    right = (*b, 1) if len(b) == 1 else b
    assert left[-1] == right[-2]
    batch = torch.broadcast_shapes(left[:-2], right[:-2])
    return (*batch, *left[-2:-1][: len(a) > 1], *right[-1:][: len(b) > 1])
