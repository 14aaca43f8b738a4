"""You took the mean out of the graph: the gradient of a row must sum to 0.
Caught by: by hand"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.detach().mean(-1, keepdim=True)
    var = x.var(-1, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias
