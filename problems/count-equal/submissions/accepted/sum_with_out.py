import torch


def count_equal(x, k, out):
    return torch.sum(x == k, dim=(0, 1), out=out)
