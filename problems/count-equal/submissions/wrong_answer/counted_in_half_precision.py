"""You add up in float16, which has steps of 2 from 2048 on.
Caught by: thousands"""


def count_equal(x, k, out):
    return out.copy_((x == k).half().sum((0, 1)))
