"""You cap x so that the exponential stays finite, and much too early. The tanh of 12 is not that of 6, and where a clamp has
cut there is no slope.
Caught by: tanh in double, far out"""

import torch


def sigmoid(x):
    positive = x >= 0
    e = torch.exp(torch.where(positive, -x, x))
    return torch.where(positive, 1.0, e) / (1 + e)


def tanh(x):
    e = torch.expm1(2 * x.clamp(-7, 7))
    return e / (e + 2)


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
