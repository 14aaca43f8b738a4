"""You normalize over everything but the first dimension. In (N, T, C) with a weight of (C,), each token is normalized
by itself.
Caught by: sequences"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(1, x.dim())) if x.dim() > 1 else (0,)
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).reshape(-1, *weight.shape).sum(0)
    grad_bias = grad_output.reshape(-1, *weight.shape).sum(0)
    return grad_input, grad_weight, grad_bias
