"""Your table is (M, N). The rows belong to `x`, the columns to `y`.
Caught by: by hand"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (b[:, None] - a).square()
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
