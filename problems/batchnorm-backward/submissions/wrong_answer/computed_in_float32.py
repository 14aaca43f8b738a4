"""You convert to float32 on the way. A float64 input keeps its digits to the end.
Caught by: double precision"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    dtype = x.dtype
    grad_output, x, weight = grad_output.float(), x.float(), weight.float()
    dims = [0, *range(2, x.dim())]
    n = x.numel() / x.shape[1]
    var, mean = torch.var_mean(x, dims, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(dims, keepdim=True)
    grad_weight = (grad_output * x_hat).sum(dims, keepdim=True)
    scale = weight.view(mean.shape) * rstd
    grad_input = scale * (grad_output - grad_bias / n - x_hat * grad_weight / n)
    return grad_input.to(dtype), grad_weight.flatten().to(dtype), grad_bias.flatten().to(dtype)
