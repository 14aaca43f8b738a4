from math import prod


def can_view(shape, strides, new_shape):
    entries, known = prod(shape), prod(n for n in new_shape if n != -1)
    if -1 in new_shape:
        if known == 0 or entries % known:
            return False
        new_shape = [entries // known if n == -1 else n for n in new_shape]
    elif entries != known:
        return False
    if entries == 0:
        return True

    blocks = []  # [length, stride] of runs that are evenly spaced
    for n, stride in zip(shape, strides):
        if n == 1:
            continue
        if blocks and blocks[-1][1] == n * stride:
            blocks[-1] = [blocks[-1][0] * n, stride]
        else:
            blocks.append([n, stride])

    left = list(new_shape)
    while blocks:
        length, run = blocks.pop()[0], 1
        while run < length:
            run *= left.pop()
        if run > length:
            return False
    return True
