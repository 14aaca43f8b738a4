def broadcast_shape(*shapes):
    result = ()
    for shape in shapes:
        rank = max(len(result), len(shape))
        a = (1,) * (rank - len(result)) + result
        b = (1,) * (rank - len(shape)) + shape
        if any(x != y and 1 not in (x, y) for x, y in zip(a, b)):
            raise ValueError(f"{result} and {shape} do not fit")
        result = tuple(y if x == 1 else x for x, y in zip(a, b))
    return result
