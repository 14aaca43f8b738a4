import torch


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar has no dimension to sum over")
    if a[-1] != b[-2:][0]:
        raise ValueError(f"{a} and {b} do not fit")
    batch = torch.broadcast_shapes(a[:-2], b[:-2])
    return (*batch, *a[-2:-1], *b[-2:][1:])
