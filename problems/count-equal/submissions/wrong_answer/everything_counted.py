"""You count in the whole tensor, and write the same number everywhere. Each entry of `out` has its own count.
Caught by: by hand"""


def count_equal(x, k, out):
    return out.fill_((x == k).sum().item())
