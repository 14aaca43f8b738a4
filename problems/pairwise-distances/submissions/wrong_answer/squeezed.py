"""You squeeze the result. With one point in a set its dimension of length 1 is lost; the table is (N, M) always.
Caught by: one of each"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b).square()
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0).squeeze()
