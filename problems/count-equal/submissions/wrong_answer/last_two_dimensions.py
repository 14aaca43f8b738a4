"""You count over the last two dimensions. Dimensions 0 and 1 are to go.
Caught by: by hand"""

import torch


def count_equal(x, k, out):
    return torch.sum(x == k, dim=(-2, -1), out=out)
