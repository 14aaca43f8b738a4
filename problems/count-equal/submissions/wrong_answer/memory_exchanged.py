"""You give `out` other memory, by `.data` or `set_`. The table that it is a part of keeps what it had.
Caught by: part of a table"""


def count_equal(x, k, out):
    out.data = (x == k).sum((0, 1)).to(out.dtype)
    return out
