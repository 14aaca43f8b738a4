"""You removed the maximum together with the mistake. exp(1000) is infinite.
Caught by: rows far apart"""

import torch


def softmax(x, dim):
    e = torch.exp(x)
    return e / e.sum(dim, keepdim=True)
