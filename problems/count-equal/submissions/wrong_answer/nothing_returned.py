"""You fill `out`, and return nothing. The operators of PyTorch return it, so that calls can be chained.
Caught by: by hand"""

import torch


def count_equal(x, k, out):
    torch.sum(x == k, dim=(0, 1), out=out)
