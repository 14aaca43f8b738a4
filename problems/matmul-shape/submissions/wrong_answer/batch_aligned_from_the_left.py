"""You line the batches up from the left. They broadcast as all shapes do: what is missing is missing in front.
Caught by: batches meet"""

import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    left, right = a[:-2], b[:-2]
    rank = max(len(left), len(right))
    left, right = left + (1,) * (rank - len(left)), right + (1,) * (rank - len(right))
    return (*torch.broadcast_shapes(left, right), *a[-2:-1], *b[-2:][1:])
