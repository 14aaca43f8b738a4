"""You count where the difference to k is 0. Infinity less infinity is nan, not 0, so an infinite k is never found. `==`
needs no arithmetic.
Caught by: infinite numbers"""

import torch


def count_equal(x, k, out):
    return torch.sum(x - k == 0, dim=(0, 1), out=out)
