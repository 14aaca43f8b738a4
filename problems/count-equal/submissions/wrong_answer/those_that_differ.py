"""You count the entries that differ from k.
Caught by: by hand"""

import torch


def count_equal(x, k, out):
    return torch.sum(x != k, dim=(0, 1), out=out)
