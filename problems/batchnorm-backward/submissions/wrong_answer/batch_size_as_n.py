"""You divide by the batch size. n counts all values of a channel: N L for sequences, N H W for images.
Caught by: as many positions as channels"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    dims = [0, *range(2, x.dim())]
    n = len(x)
    var, mean = torch.var_mean(x, dims, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(dims, keepdim=True)
    grad_weight = (grad_output * x_hat).sum(dims, keepdim=True)
    scale = weight.view(mean.shape) * rstd
    grad_input = scale * (grad_output - grad_bias / n - x_hat * grad_weight / n)
    return grad_input, grad_weight.flatten(), grad_bias.flatten()
