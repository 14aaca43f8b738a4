"""You add up absolute differences: along the streets, as in Manhattan. As the crow flies it is the root of the squares.
Caught by: by hand"""


def pairwise_distances(x, y):
    total = 0
    for a, b in zip(x.unbind(1), y.unbind(1)):
        total = total + (a[:, None] - b).abs()
    return total
