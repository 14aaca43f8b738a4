"""You call the function that you are to write.
Caught by: by hand"""

import torch


def pairwise_distances(x, y):
    return torch.cdist(x, y)
