"""You compute the variance as the mean of the squares minus the square of the mean. Far from zero these are two large
numbers, and float32 loses their difference.
Caught by: far from zero"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    dims = [0, *range(2, x.dim())]
    n = x.numel() / x.shape[1]
    mean = x.mean(dims, keepdim=True)
    var = x.square().mean(dims, keepdim=True) - mean.square()
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(dims, keepdim=True)
    grad_weight = (grad_output * x_hat).sum(dims, keepdim=True)
    scale = weight.view(mean.shape) * rstd
    grad_input = scale * (grad_output - grad_bias / n - x_hat * grad_weight / n)
    return grad_input, grad_weight.flatten(), grad_bias.flatten()
