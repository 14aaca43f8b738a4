"""You compute in float32. A float64 tensor asks for float64.
Caught by: double precision"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    dtype, x = x.dtype, x.float()
    mean = x.mean(-1, keepdim=True)
    var = x.var(-1, correction=0, keepdim=True)
    return ((x - mean) / torch.sqrt(var + eps)).to(dtype) * weight + bias
