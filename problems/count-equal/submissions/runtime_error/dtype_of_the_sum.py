"""You tell `sum` to make int64, and `out` to be something else: PyTorch refuses. `out` says what the result is.
Caught by: counts as floats"""

import torch


def count_equal(x, k, out):
    return torch.sum(x == k, dim=(0, 1), dtype=torch.int64, out=out)
