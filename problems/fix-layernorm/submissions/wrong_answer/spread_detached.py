"""You left the spread out of the graph: values are right, the gradient lacks a term.
Caught by: by hand"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    var = x.detach().var(-1, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias
