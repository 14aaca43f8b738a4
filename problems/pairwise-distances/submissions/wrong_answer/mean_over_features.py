"""You take the mean over the features. A distance is the root of their sum.
Caught by: by hand"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b).square()
    squares = squares / x.shape[1]
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
