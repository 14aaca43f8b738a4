"""You sum over 0, then over 1. After the first sum dimension 1 is called 0, so it is the third one that goes.
Caught by: by hand"""

import torch


def count_equal(x, k, out):
    return torch.sum((x == k).sum(0), dim=1, out=out)
