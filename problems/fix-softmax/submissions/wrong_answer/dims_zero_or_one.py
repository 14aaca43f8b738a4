"""You treat every dimension but the first as the last one.
Caught by: middle of four"""

import torch


def softmax(x, dim):
    dim = 0 if dim == 0 else -1
    x = x - x.amax(dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim, keepdim=True)
