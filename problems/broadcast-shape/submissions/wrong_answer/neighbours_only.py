"""You compare each shape with the one before it. 2 and 1 fit, 1 and 4 fit, and 2 and 4 do not: keep the result so far.
Caught by: the third does not fit"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    for a, b in zip(shapes, shapes[1:]):
        if any(x != y and 1 not in (x, y) for x, y in zip(reversed(a), reversed(b))):
            raise ValueError("do not fit")
    columns = zip_longest(*map(reversed, shapes), fillvalue=1)
    return tuple(reversed([0 if 0 in column else max(column) for column in columns]))
