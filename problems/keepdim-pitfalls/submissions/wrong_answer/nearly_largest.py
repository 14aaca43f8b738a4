"""You count what is close to the largest as largest. Equal is `==`.
Caught by: nearly tied"""

import torch


def row_shares(counts):
    return counts / counts.sum(1, keepdim=True)


def centre_columns(x):
    return x - x.mean(-2, keepdim=True)


def scale_by_norm(x):
    return x / x.norm(dim=1, keepdim=True)


def one_where_largest(x):
    return torch.isclose(x, x.amax(1, keepdim=True)).to(x.dtype)
