"""With no entries you leave `out` as it is. The count is 0, and has to be written.
Caught by: nothing to count"""

import torch


def count_equal(x, k, out):
    if x.numel():
        torch.sum(x == k, dim=(0, 1), out=out)
    return out
