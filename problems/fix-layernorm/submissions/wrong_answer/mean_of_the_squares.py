"""You take the mean of the squares minus the square of the mean. Around 1000 both are a million, and float32 loses their small
difference: centre first, then square.
Caught by: far from zero"""

import torch


def layer_norm(x, weight, bias, eps=1e-5):
    mean = x.mean(-1, keepdim=True)
    variance = (x * x).mean(-1, keepdim=True) - mean * mean
    return (x - mean) / torch.sqrt(variance.clamp(min=0) + eps) * weight + bias
