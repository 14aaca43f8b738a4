"""You sum over the leading dimensions, and here there are none. x.sum(()) does not leave x alone, it sums everything.
Caught by: by hand"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    lead = tuple(range(x.dim() - weight.dim()))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).sum(lead).expand(weight.shape)
    grad_bias = grad_output.sum(lead).expand(weight.shape)
    return grad_input, grad_weight, grad_bias
