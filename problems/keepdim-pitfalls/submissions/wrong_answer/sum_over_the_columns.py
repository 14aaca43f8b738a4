"""You sum over the other dimension: 1 is what runs along a row.
Caught by: shares of a square"""

def row_shares(counts):
    return counts / counts.sum(0, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return (x == x.amax(1, keepdim=True)).to(x.dtype)
