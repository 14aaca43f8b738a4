"""Backpropagation with a pencil, one operation at a time, on (n, C)."""

import torch


def batch_norm_backward(grad_output, x, weight, eps=1e-5):
    rows, g = (t.movedim(1, -1).reshape(-1, x.shape[1]) for t in (x, grad_output))
    n = len(rows)
    centred = rows - rows.mean(0)
    var = centred.square().sum(0) / n
    std = torch.sqrt(var + eps)
    # y = weight * centred / std + bias
    d_hat = g * weight
    d_std = -(d_hat * centred).sum(0) / std**2
    d_var = d_std / (2 * std)
    d_centred = d_hat / std + d_var * 2 * centred / n
    d_rows = d_centred - d_centred.mean(0)
    grad_input = d_rows.reshape(x.movedim(1, -1).shape).movedim(-1, 1)
    return grad_input, (g * centred / std).sum(0), g.sum(0)
