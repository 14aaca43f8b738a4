"""You fill `out` and return another tensor with the same numbers. It is `out` itself that comes back.
Caught by: by hand"""


def count_equal(x, k, out):
    counts = (x == k).sum((0, 1))
    out.copy_(counts)
    return counts.to(out.dtype)
