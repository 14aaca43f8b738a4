"""You compute 1 / (1 - p) for p = 1. Nothing is kept then, and the result is 0.
Caught by: everything dropped"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 1 / (1 - p)
    return x * mask * scale
