"""You add up in 8 bits: after 255 comes 0.
Caught by: thousands"""

import torch


def count_equal(x, k, out):
    return out.copy_((x == k).sum((0, 1), dtype=torch.uint8))
