"""You multiply in float64 to have digits to lose. Points in float64 lose theirs all the same: subtract first, then square.
Caught by: two clusters in double"""


def pairwise_distances(x, y):
    dtype, x, y = x.dtype, x.double(), y.double()
    squares = (x.square().sum(1)[:, None] + y.square().sum(1) - 2 * x @ y.T).clamp(min=0)
    same = squares == 0
    return squares.masked_fill(same, 1).sqrt().masked_fill(same, 0).to(dtype)
