"""You put both batches into the result, one after the other, as `np.dot` does. In `@` they broadcast.
Caught by: batches meet"""


def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar")
    if a[-1] != b[-2:][0]:
        raise ValueError("do not fit")
    return (*a[:-2], *b[:-2], *a[-2:-1], *b[-2:][1:])
