"""You compute in float32. A float64 tensor asks for float64.
Caught by: double precision"""

import torch


def softmax(x, dim):
    x, dtype = x.float() - x.float().amax(dim, keepdim=True), x.dtype
    e = torch.exp(x)
    return (e / e.sum(dim, keepdim=True)).to(dtype)
