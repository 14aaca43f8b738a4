"""You add up the entries that equal k, k itself many times. Add up ones.
Caught by: a matrix"""

import torch


def count_equal(x, k, out):
    return out.copy_(torch.where(x == k, x, 0).sum((0, 1)))
