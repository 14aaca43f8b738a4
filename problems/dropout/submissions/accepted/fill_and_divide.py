"""masked_fill writes the zeros; only a rate below one divides."""


def dropout(x, mask, p=0.5, training=True):
    if training:
        x = x.masked_fill(~mask, 0)
        if p < 1:
            x = x / (1 - p)
    return x
