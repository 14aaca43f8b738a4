"""You divide by p. That is the probability of being dropped; what is kept is divided by 1 - p, the probability of
being kept.
Caught by: another rate"""


def dropout(x, mask, p=0.5, training=True):
    if not training:
        return x
    scale = 0 if p == 1 else 1 / p
    return x * mask * scale
