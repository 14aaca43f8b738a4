"""You take the mean. Asked for is how many, not which share.
Caught by: by hand"""


def count_equal(x, k, out):
    return out.copy_((x == k).double().mean((0, 1)))
