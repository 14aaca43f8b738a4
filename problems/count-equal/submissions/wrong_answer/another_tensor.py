"""You let the name `out` stand for another tensor. The one that the caller has is as it was.
Caught by: by hand"""


def count_equal(x, k, out):
    out = (x == k).sum((0, 1))
    return out
