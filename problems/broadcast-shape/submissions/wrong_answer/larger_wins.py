"""You take the larger length. Lengths that meet must be equal, or one of them 1.
Caught by: three meets four"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    return tuple(reversed([max(column) for column in zip_longest(*map(reversed, shapes), fillvalue=1)]))
