"""You refuse two shapes that both have a 1 in them, such as a row and a column. Each is stretched along its own 1.
Caught by: a row and a column"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    if len(shapes) == 2 and len(shapes[0]) == len(shapes[1]) and 1 in shapes[0] and 1 in shapes[1]:
        raise ValueError("do not fit")
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError("do not fit")
        result.append(lengths.pop() if lengths else 1)
    return tuple(reversed(result))
