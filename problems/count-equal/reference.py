"""The oracle: count_nonzero over the first two dimensions joined, copied into `out`."""

import torch


def count_equal(x, k, out):
    return out.copy_(torch.count_nonzero((x == k).flatten(0, 1), dim=0))
