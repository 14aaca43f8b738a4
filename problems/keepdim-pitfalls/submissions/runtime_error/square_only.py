"""You keep the dimension of the sums only where the matrix is square. Those of (3, 5) have the shape (3,), and do not
line up.
Caught by: shares"""


def row_shares(counts):
    return counts / (counts.sum(1, keepdim=True) if counts.shape[0] == counts.shape[1] else counts.sum(1))


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return (x == x.amax(1, keepdim=True)).to(x.dtype)
