"""You drop the sign of dim. -1 counts from the end: of three dimensions it is the third, not the second.
Caught by: last of three"""

import torch


def softmax(x, dim):
    dim = abs(dim) if abs(dim) < x.dim() else 0
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
