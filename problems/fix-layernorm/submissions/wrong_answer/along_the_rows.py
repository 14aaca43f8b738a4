"""Where the matrix is square you guess the dimension. It is the last one.
Caught by: square"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    dim = 0 if x.shape[0] == x.shape[-1] and x.dim() > 1 else -1
    mean = x.mean(dim, keepdim=True)
    var = x.var(dim, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias
