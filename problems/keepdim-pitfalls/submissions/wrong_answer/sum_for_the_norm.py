"""You divide by the sum of magnitudes. The Euclidean norm is the root of the sum of squares.
Caught by: norms of a square"""

def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.abs().sum(1, keepdim=True)


def one_where_largest(x):
    return (x == x.amax(1, keepdim=True)).to(x.dtype)
