"""You let dropped activations keep their value and scale the rest. Dropped means 0.
Caught by: by hand"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / (1 - p)
    return x.where(~mask, x * scale)
