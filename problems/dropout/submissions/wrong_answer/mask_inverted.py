"""You drop where the mask is True. True stands for kept.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    return x * ~mask * scale
