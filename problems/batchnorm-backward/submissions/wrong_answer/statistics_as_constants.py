"""You treat mean and variance as constants, which they are in evaluation only. In training they depend on x, and two
more terms come from that.
Caught by: by hand"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    dims = [0, *range(2, x.dim())]
    var, mean = torch.var_mean(x, dims, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(dims, keepdim=True)
    grad_weight = (grad_output * x_hat).sum(dims, keepdim=True)
    scale = weight.view(mean.shape) * rstd
    grad_input = scale * grad_output
    return grad_input, grad_weight.flatten(), grad_bias.flatten()
