"""You count all values with bincount, which takes no negative ones.
Caught by: negative numbers"""

import torch


def count_equal(x, k, out):
    if x.is_floating_point():
        return torch.sum(x == k, dim=(0, 1), out=out)
    columns = x.flatten(0, 1).flatten(1).T if x.dim() > 2 else x.reshape(1, -1)
    counts = [column.bincount(minlength=10)[k] for column in columns]
    return out.copy_(torch.stack(counts).reshape(out.shape))
