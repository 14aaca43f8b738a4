"""You normalize over all dimensions but the first. Here it is the last one alone.
Caught by: three dimensions"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    dims = list(range(1, x.dim())) or [0]
    mean = x.mean(dims, keepdim=True)
    var = x.var(dims, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias
