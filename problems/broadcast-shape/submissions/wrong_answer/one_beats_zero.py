"""You take the larger of 0 and 1. A 1 is stretched to the other length, and that is 0.
Caught by: length zero"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        if len(set(column) - {1}) > 1:
            raise ValueError("do not fit")
        result.append(max(column))
    return tuple(reversed(result))
