"""You know (N, C) and (N, C, L). For images the last dimension is left over in the sums: reduce over everything but
dimension 1.
Caught by: images"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    dims = [0] if x.dim() == 2 else [0, 2]
    n = x.shape[0] * (1 if x.dim() == 2 else x.shape[2])
    var, mean = torch.var_mean(x, dims, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(dims, keepdim=True)
    grad_weight = (grad_output * x_hat).sum(dims, keepdim=True)
    scale = weight.view(-1, *[1] * (x.dim() - 2)) * rstd
    grad_input = scale * (grad_output - grad_bias / n - x_hat * grad_weight / n)
    return grad_input, grad_weight.flatten(), grad_bias.flatten()
