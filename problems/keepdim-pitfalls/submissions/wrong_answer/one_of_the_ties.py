"""You mark the first of several largest entries. All of them are.
Caught by: ties"""

def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return x.new_zeros(x.shape).scatter(1, x.argmax(1, keepdim=True), 1)
