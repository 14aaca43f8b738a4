"""You flatten `out` and write into that. Where it is not contiguous, `reshape` returns a copy, and the numbers are
lost.
Caught by: four dimensions"""


def count_equal(x, k, out):
    out.reshape(-1)[:] = (x == k).sum((0, 1)).reshape(-1)
    return out
