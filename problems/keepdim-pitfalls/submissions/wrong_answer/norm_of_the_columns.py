"""You drop the dimension of the norms: in a square they line up with the columns.
Caught by: norms of a square"""

def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / (x.norm(dim=1) if x.shape[0] == x.shape[1] else x.norm(dim=1, keepdim=True))


def one_where_largest(x):
    return (x == x.amax(1, keepdim=True)).to(x.dtype)
