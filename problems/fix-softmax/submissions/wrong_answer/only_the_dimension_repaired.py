"""You repaired the dimension. The maximum is still that of the whole tensor, and the epsilon hides the 0/0 behind zeros.
Caught by: rows far apart"""

import torch


def softmax(x, dim):
    x = x - x.max()
    e = torch.exp(x)
    return e / (e.sum(dim, keepdim=True) + 1e-6)
