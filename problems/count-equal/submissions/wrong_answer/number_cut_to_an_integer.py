"""You make an integer of k. 2.5 equals no integer, and must not become 2.
Caught by: between two integers"""

import torch


def count_equal(x, k, out):
    k = int(k) if not x.is_floating_point() else k
    return torch.sum(x == k, dim=(0, 1), out=out)
