"""You line the shapes up from the left. They meet at the right: what is missing is missing in front.
Caught by: four and three dimensions"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for column in zip_longest(*shapes, fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError("do not fit")
        result.append(lengths.pop() if lengths else 1)
    return tuple(result)
