"""You ask for equal batches. They broadcast: a 1, or a dimension that is missing, stretches.
Caught by: batches meet"""


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    if len(a) > 2 and len(b) > 2 and a[:-2] != b[:-2]:
        raise ValueError("batches are not equal")
    return (*max(a[:-2], b[:-2], key=len), *a[-2:-1], *b[-2:][1:])
