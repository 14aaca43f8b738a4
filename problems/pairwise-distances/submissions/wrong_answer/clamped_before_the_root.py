"""You clamp the squares from below. Points that are closer than that get one and the same distance, and no gradient.
Caught by: close together"""


def pairwise_distances(x, y):
    squares = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        squares = squares + (a[:, None] - b).square()
    return squares.clamp(min=1e-12).sqrt()
