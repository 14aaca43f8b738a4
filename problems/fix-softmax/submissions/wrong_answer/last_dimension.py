"""You left the sum along the last dimension in, whatever `dim` says.
Caught by: columns"""

import torch


def softmax(x, dim):
    x = x - x.amax(dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(-1, keepdim=True)
