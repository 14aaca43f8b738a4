"""masked_fill writes the zeros, so nothing is multiplied; only a rate below one divides."""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    filled = x.masked_fill(~mask, 0)
    return filled / (1 - p) if p < 1 else filled
