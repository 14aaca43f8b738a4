"""You subtract the mean. It keeps small examples right and overflows as soon as one score stands out; the maximum
cannot.
Caught by: huge scores"""

import torch


def softmax(x, dim):
    e = torch.exp(x - x.mean(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
