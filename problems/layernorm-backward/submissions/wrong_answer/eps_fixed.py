"""You write 1e-5 into the formula. It is only the default of eps.
Caught by: another eps"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + 1e-5)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).reshape(-1, *weight.shape).sum(0)
    grad_bias = grad_output.reshape(-1, *weight.shape).sum(0)
    return grad_input, grad_weight, grad_bias
