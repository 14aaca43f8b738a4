"""You left the variance with n − 1 in. These n numbers shall have variance 1, so it is n.
Caught by: by hand"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    var = x.var(-1, correction=1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * weight + bias
