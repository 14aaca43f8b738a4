"""You look at dimension 1, and a single vector has none: you return it as it is.
Caught by: one vector"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    if x.dim() == 1:
        return x * weight + bias
    mean = x.mean(-1, keepdim=True)
    var = x.var(-1, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias
