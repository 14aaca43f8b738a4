"""You left epsilon outside the root. For a quiet row σ + ε is far from √(σ² + ε).
Caught by: quiet rows"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    var = x.var(-1, correction=0, keepdim=True)
    return (x - mean) / (torch.sqrt(var) + eps) * weight + bias
