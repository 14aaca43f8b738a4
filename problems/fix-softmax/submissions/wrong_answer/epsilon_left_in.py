"""You left the epsilon in: the sum is at least 1 already, and your probabilities add up to a little less than 1.
Caught by: rows"""

import torch


def softmax(x, dim):
    x = x - x.amax(dim, keepdim=True)
    e = torch.exp(x)
    return e / (e.sum(dim, keepdim=True) + 1e-4)
