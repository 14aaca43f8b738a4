"""You refuse a shape without dimensions. () is a scalar and fits everything.
Caught by: a scalar"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    if shapes and not all(shapes):
        raise ValueError("a shape is empty")
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError("do not fit")
        result.append(lengths.pop() if lengths else 1)
    return tuple(reversed(result))
