"""sum_to_size undoes a broadcast, which is all that the gradients of weight and bias need; the rows go through the
Jacobian of each sample."""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    n = weight.numel()
    rows, h = x.reshape(-1, n), (grad_output * weight).reshape(-1, n)
    rstd = (rows.var(1, correction=0, keepdim=True) + eps) ** -0.5
    x_hat = (rows - rows.mean(1, keepdim=True)) * rstd
    removed = (1 + x_hat[:, :, None] * x_hat[:, None, :]) / n
    jacobian = rstd[:, :, None] * (torch.eye(n) - removed)
    grad_input = torch.einsum("rij,rj->ri", jacobian, h).view(x.shape)
    return grad_input, (grad_output * x_hat.view(x.shape)).sum_to_size(weight.shape), grad_output.sum_to_size(weight.shape)
