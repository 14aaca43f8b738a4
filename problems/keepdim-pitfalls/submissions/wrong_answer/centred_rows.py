"""You take the mean of each row. Columns are centred by a mean over dimension −2.
Caught by: centred square"""

def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-1, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return (x == x.amax(1, keepdim=True)).to(x.dtype)
