"""You convert to float32 on the way. A float64 input keeps its digits to the end.
Caught by: double precision"""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    dtype = x.dtype
    grad_output, x, weight = grad_output.float(), x.float(), weight.float()
    inner = tuple(range(-weight.dim(), 0))
    var, mean = torch.var_mean(x, inner, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    h = grad_output * weight
    along = (h * x_hat).mean(inner, keepdim=True)
    grad_input = rstd * (h - h.mean(inner, keepdim=True) - x_hat * along)
    grad_weight = (grad_output * x_hat).reshape(-1, *weight.shape).sum(0)
    grad_bias = grad_output.reshape(-1, *weight.shape).sum(0)
    return grad_input.to(dtype), grad_weight.to(dtype), grad_bias.to(dtype)
