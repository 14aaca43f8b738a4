"""You match a length with an equal one further left. Dimensions meet by their place from the right: (3, 1) and (3,)
make (3, 3).
Caught by: left does not count"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    if len(shapes) == 2 and len(shapes[1]) == 1 and shapes[1][0] in shapes[0] and shapes[0][-1] == 1:
        return tuple(shapes[0])
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError("do not fit")
        result.append(lengths.pop() if lengths else 1)
    return tuple(reversed(result))
