"""For p = 1 you compute 0 / 0. Nothing is kept, so the result is 0.
Caught by: everything dropped"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    return x * mask / (1 - p)
