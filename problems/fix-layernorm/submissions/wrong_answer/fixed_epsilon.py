"""You use 1e-5, whatever `eps` says.
Caught by: another epsilon"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    var = x.var(-1, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + 1e-5) * weight + bias
