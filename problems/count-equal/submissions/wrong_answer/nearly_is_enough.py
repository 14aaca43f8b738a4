"""You count what is close to k. Equal is `==`; `isclose` allows a difference of a hundred thousandth.
Caught by: nearly equal"""

import torch


def count_equal(x, k, out):
    near = torch.isclose(x.double(), torch.tensor(k, dtype=torch.float64))
    return torch.sum(near, dim=(0, 1), out=out)
