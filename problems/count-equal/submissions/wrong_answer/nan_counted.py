"""You count the nan when k is one. nan equals nothing, itself included.
Caught by: not equal to itself"""

import torch


def count_equal(x, k, out):
    equal = x.isnan() if k != k else x == k
    return torch.sum(equal, dim=(0, 1), out=out)
