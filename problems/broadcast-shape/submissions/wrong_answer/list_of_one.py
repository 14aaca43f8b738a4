"""You return the shape with its ones taken out when it stands alone. One shape is its own result.
Caught by: one shape"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    if len(shapes) == 1:
        return tuple(n for n in shapes[0] if n != 1)
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError("do not fit")
        result.append(lengths.pop() if lengths else 1)
    return tuple(reversed(result))
