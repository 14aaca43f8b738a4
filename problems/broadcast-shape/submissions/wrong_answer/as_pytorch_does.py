"""You raise another error, as PyTorch does with its RuntimeError. A ValueError is asked for.
Caught by: three meets four"""

from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for lengths in zip_longest(*(shape[::-1] for shape in shapes), fillvalue=1):
        stretched = set(lengths) - {1}
        if len(stretched) > 1:
            raise RuntimeError("the shapes do not fit")
        result.append(stretched.pop() if stretched else 1)
    return tuple(result[::-1])
