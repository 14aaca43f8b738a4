"""You divide one exponential by the sum of two: both are infinite at 100.
Caught by: tanh far out"""

import torch


def sigmoid(x):
    positive = x > 0
    above = torch.exp(-x.masked_fill(~positive, 0))
    below = torch.exp(x.masked_fill(positive, 0))
    return torch.where(positive, 1 / (1 + above), below / (1 + below))


def tanh(x):
    a, b = torch.exp(x), torch.exp(-x)
    return (a - b) / (a + b)


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
