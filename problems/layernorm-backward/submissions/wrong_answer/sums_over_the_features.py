"""You sum the gradients of weight and bias over the features, the dimensions that x is normalized over. They are sums
over the samples.
Caught by: by hand"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).sum(inner).sum().expand(weight.shape)
    grad_bias = grad_output.sum(inner).sum().expand(weight.shape)
    return grad_input, grad_weight, grad_bias
