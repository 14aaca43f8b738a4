"""You sum the gradients of weight and bias over the first dimension alone. All leading dimensions have to go, however
many there are.
Caught by: sequences"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    inner = tuple(range(-weight.dim(), 0))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).sum(0) if x.dim() > weight.dim() else grad_output * x_hat
    grad_bias = grad_output.sum(0) if x.dim() > weight.dim() else grad_output
    return grad_input, grad_weight, grad_bias
