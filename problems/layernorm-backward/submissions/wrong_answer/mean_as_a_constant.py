"""You leave out the way through the mean. Every entry moves the mean, and the mean moves every output of the sample.
Caught by: by hand"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - x_hat * along)
    grad_weight = (grad_output * x_hat).reshape(-1, *weight.shape).sum(0)
    grad_bias = grad_output.reshape(-1, *weight.shape).sum(0)
    return grad_input, grad_weight, grad_bias
