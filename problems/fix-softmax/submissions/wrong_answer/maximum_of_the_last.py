"""You take the maximum along the last dimension: along another one it differs within a slice.
Caught by: columns"""

import torch


def softmax(x, dim):
    x = x - x.amax(-1, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim, keepdim=True)
