"""The values are right, but you detach `y`. Both sets of points learn.
Caught by: by hand"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.detach().unbind(1)):
        squares = squares + (a[:, None] - b).square()
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
