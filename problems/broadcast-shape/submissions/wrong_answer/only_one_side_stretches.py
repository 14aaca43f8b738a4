"""You stretch the second shape to the first. Either may have the 1.
Caught by: four and three dimensions"""


def broadcast_shape(*shapes):
    result = shapes[0] if shapes else ()
    for shape in shapes[1:]:
        rank = max(len(result), len(shape))
        a, b = ((1,) * (rank - len(s)) + tuple(s) for s in (result, shape))
        if any(y not in (1, x) for x, y in zip(a, b)):
            raise ValueError("do not fit")
        result = a
    return tuple(result)
