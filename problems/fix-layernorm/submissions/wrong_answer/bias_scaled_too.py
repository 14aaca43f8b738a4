"""You add the bias before the product. The weight does not touch it.
Caught by: weight and bias"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    var = x.var(-1, correction=0, keepdim=True)
    return ((x - mean) / torch.sqrt(var + eps) + bias) * weight
