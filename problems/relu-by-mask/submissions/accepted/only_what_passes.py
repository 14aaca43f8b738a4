"""Start from zeros and copy what passes, picked out by index. Nothing is multiplied, so nothing turns into nan."""

import torch


def relu(x):
    passes = ~(x <= 0)
    y = torch.zeros_like(x)
    y[passes] = x[passes]
    return y


def relu_backward(grad_output, x):
    passes = ~(x <= 0)
    dx = torch.zeros_like(x)
    dx[passes] = grad_output[passes]
    return dx
