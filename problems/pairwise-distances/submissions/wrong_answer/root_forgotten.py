"""You return the squares of the distances. The root is missing.
Caught by: by hand"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b).square()
    return squares
