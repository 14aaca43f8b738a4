"""You compare with the largest entry of the whole tensor.
Caught by: largest of a square"""

def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return (x == x.max()).to(x.dtype)
