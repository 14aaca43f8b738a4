"""You take the first shape, and there may be none.
Caught by: no shapes"""


def broadcast_shape(*shapes):
    result = tuple(shapes[0])
    for shape in shapes[1:]:
        rank = max(len(result), len(shape))
        a, b = ((1,) * (rank - len(s)) + tuple(s) for s in (result, shape))
        if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
            raise ValueError("do not fit")
        result = tuple(y if x == 1 else x for x, y in zip(a, b))
    return result
