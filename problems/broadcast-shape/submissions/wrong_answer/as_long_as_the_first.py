"""You give the result as many dimensions as the first shape has. The longest one counts.
Caught by: longer on the right"""


def broadcast_shape(*shapes):
    result = shapes[0] if shapes else ()
    for shape in shapes[1:]:
        if not result:
            result = shape
        b = (1,) * (len(result) - len(shape)) + tuple(shape)
        b = b[len(b) - len(result) :]
        if any(x != y and 1 not in (x, y) for x, y in zip(result, b)):
            raise ValueError("do not fit")
        result = tuple(y if x == 1 else x for x, y in zip(result, b))
    return tuple(result)
