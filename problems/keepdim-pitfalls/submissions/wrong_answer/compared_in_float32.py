"""You compare in float32. Two float64 numbers that differ in the twelfth digit are one and the same there.
Caught by: nearly tied in double"""


def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    rounded = x.float()
    return (rounded == rounded.amax(1, keepdim=True)).to(x.dtype)
