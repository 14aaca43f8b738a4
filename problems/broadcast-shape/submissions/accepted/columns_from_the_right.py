from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for column in zip_longest(*map(reversed, shapes), fillvalue=1):
        lengths = set(column) - {1}
        if len(lengths) > 1:
            raise ValueError(f"lengths {lengths} do not fit")
        result.append(lengths.pop() if lengths else 1)
    return tuple(reversed(result))
