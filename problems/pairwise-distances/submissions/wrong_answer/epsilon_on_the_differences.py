"""You add an epsilon to the differences, as `F.pairwise_distance` does. The distance of a point to itself is then no
longer 0, and pulls at both.
Caught by: the same points"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b + 1e-6).square()
    return squares.sqrt()
