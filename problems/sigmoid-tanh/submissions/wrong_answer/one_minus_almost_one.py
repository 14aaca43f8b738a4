"""You compute 2σ(2x) − 1: near zero that takes 1 from almost 1, and the digits go. `expm1` keeps them.
Caught by: tanh near zero"""

import torch


def sigmoid(x):
    positive = x > 0
    above = torch.exp(-x.masked_fill(~positive, 0))
    below = torch.exp(x.masked_fill(positive, 0))
    return torch.where(positive, 1 / (1 + above), below / (1 + below))


def tanh(x):
    z = 2 * x
    positive = z > 0
    above = torch.exp(-z.masked_fill(~positive, 0))
    below = torch.exp(z.masked_fill(positive, 0))
    return 2 * torch.where(positive, 1 / (1 + above), below / (1 + below)) - 1


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
