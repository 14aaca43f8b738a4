"""You write the zeros into x itself. It belongs to the caller, and autograd refuses; make a new tensor.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    x *= mask
    return x * scale
