"""You let 2 meet 4, as if it were repeated. Only 1 is stretched.
Caught by: two meets four"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        top = max(column, default=1) if 0 not in column else 0
        if top and any(top % n for n in column) or (not top and set(column) - {0, 1}):
            raise ValueError("do not fit")
        result.append(top)
    return tuple(reversed(result))
