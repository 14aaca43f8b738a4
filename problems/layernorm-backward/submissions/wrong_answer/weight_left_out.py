"""You leave out the weight on the way from y to x_hat.
Caught by: three samples"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).reshape(-1, *weight.shape).sum(0)
    grad_bias = grad_output.reshape(-1, *weight.shape).sum(0)
    return grad_input, grad_weight, grad_bias
