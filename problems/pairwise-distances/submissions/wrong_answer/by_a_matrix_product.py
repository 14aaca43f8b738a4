"""You expand the square into products. Far from the origin they are large, nearly equal, and their difference is mostly
rounding: subtract first, then square.
Caught by: far from the origin"""


def pairwise_distances(x, y):
    squares = (x.square().sum(1)[:, None] + y.square().sum(1) - 2 * x @ y.T).clamp(min=0)
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0)
