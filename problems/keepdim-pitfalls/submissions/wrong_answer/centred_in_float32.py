"""You take the mean in float32, and its digits are missing in float64.
Caught by: centred in double"""

def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.float().mean(-2, keepdim=True).to(x.dtype)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return (x == x.amax(1, keepdim=True)).to(x.dtype)
