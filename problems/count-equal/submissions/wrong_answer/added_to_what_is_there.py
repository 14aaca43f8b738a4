"""You add to what is in `out`. It is not empty: whatever was in that memory is still there.
Caught by: by hand"""


def count_equal(x, k, out):
    out += (x == k).sum((0, 1))
    return out
