"""You multiply what is kept by 1 - p, which makes it smaller still. It has to become larger.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 1 - p
    return x * mask * scale
