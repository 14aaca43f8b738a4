"""You reduce over the batch alone, so every position has statistics and gradients of its own. Only the channels stay.
Caught by: as many positions as channels"""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    var, mean = torch.var_mean(x, 0, correction=0, keepdim=True)
    rstd = torch.rsqrt(var + eps)
    x_hat = (x - mean) * rstd
    grad_bias = grad_output.sum(0)
    grad_weight = (grad_output * x_hat).sum(0)
    scale = weight.view(-1, *[1] * (x.dim() - 2)) * rstd
    grad_input = scale * (grad_output - grad_bias / len(x) - x_hat * grad_weight / len(x))
    rest = list(range(1, x.dim() - 1))
    if rest:
        grad_weight, grad_bias = grad_weight.sum(rest), grad_bias.sum(rest)
    return grad_input, grad_weight, grad_bias
