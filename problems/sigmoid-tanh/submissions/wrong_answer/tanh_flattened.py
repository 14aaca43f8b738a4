"""Your tanh flattens a batch. The answer has the shape of the input.
Caught by: tanh of a batch"""

import torch


def sigmoid(x):
    positive = x > 0
    above = torch.exp(-x.masked_fill(~positive, 0))
    below = torch.exp(x.masked_fill(positive, 0))
    return torch.where(positive, 1 / (1 + above), below / (1 + below))


def tanh(x):
    x = x.flatten(1) if x.dim() > 2 else x
    positive = x > 0
    above = torch.expm1(-2 * x.masked_fill(~positive, 0))
    below = torch.expm1(2 * x.masked_fill(positive, 0))
    return torch.where(positive, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
