"""You let 0 meet 2. A length of 0 is a length: it meets 0 or 1.
Caught by: zero meets two"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        if len(set(column) - {0, 1}) > 1:
            raise ValueError("do not fit")
        result.append(0 if 0 in column else max(column))
    return tuple(reversed(result))
