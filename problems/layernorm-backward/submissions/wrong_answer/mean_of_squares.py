"""You compute the variance as the mean of the squares minus the square of the mean. Around 10000 float32 loses their
difference; square the centred values.
Caught by: far from zero"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    mean = x.mean(inner, keepdim=True)
    var = (x.square().mean(inner, keepdim=True) - mean.square()).clamp(min=0)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).reshape(-1, *weight.shape).sum(0)
    grad_bias = grad_output.reshape(-1, *weight.shape).sum(0)
    return grad_input, grad_weight, grad_bias
