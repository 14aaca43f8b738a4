"""You add an epsilon below the root. It saves the gradient at 0, and stands as a distance of its own between points that
are close.
Caught by: close together"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b).square()
    return (squares + 1e-12).sqrt()
