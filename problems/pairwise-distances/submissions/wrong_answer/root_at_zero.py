"""The root of 0 has the right value, but an infinite slope, and times 0 that is nan. Replace the zeros before the root;
`where` after it comes too late.
Caught by: the same points"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b).square()
    return squares.sqrt()
