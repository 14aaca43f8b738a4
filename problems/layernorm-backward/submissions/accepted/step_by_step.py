"""Backpropagation with a pencil on one row a sample."""

import torch


def layer_norm_backward(grad_output, x, weight, eps=1e-5):
    n = weight.numel()
    rows, g = x.reshape(-1, n), grad_output.reshape(-1, n)
    centred = rows - rows.sum(1, keepdim=True) / n
    std = torch.sqrt(centred.square().sum(1, keepdim=True) / n + eps)
    # y = weight * centred / std + bias
    d_hat = g * weight.flatten()
    d_std = -(d_hat * centred).sum(1, keepdim=True) / std**2
    d_centred = d_hat / std + d_std * centred / (n * std)
    d_rows = d_centred - d_centred.sum(1, keepdim=True) / n
    grad_weight = (g * centred / std).sum(0)
    return d_rows.view(x.shape), grad_weight.view(weight.shape), g.sum(0).view(weight.shape)
