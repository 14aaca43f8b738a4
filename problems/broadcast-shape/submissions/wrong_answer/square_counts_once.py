"""You lose dimensions where lengths repeat. The result of (3, 3) and (3, 1) has two of them, both of length 3.
Caught by: square"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError("do not fit")
        result.append(lengths.pop() if lengths else 1)
    result.reverse()
    return tuple(result) if len(set(result)) > 1 or len(result) == 1 or 0 in result else tuple(dict.fromkeys(result))
