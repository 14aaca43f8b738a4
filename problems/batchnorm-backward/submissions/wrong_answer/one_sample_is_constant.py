"""You give the input of a batch of one a gradient of 0. One sample of many positions has a variance, too.
Caught by: one sample"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    dims = [0, *range(2, x.dim())]
    n = x.numel() / x.shape[1]
    var, mean = torch.var_mean(x, dims, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(dims, keepdim=True)
    grad_weight = (grad_output * x_hat).sum(dims, keepdim=True)
    scale = weight.view(mean.shape) * rstd
    grad_input = scale * (grad_output - grad_bias / n - x_hat * grad_weight / n) * (len(x) > 1)
    return grad_input, grad_weight.flatten(), grad_bias.flatten()
