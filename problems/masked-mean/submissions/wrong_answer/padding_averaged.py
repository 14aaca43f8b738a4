"""You do not look at the mask at all: padding is averaged with the rest.
Caught by: two of three"""


def masked_mean(x, mask):
    return x.mean(1)
