"""You add up in int16, which ends at 32767 and goes on at −32768.
Caught by: tens of thousands"""

import torch


def count_equal(x, k, out):
    return out.copy_((x == k).sum((0, 1), dtype=torch.int16))
