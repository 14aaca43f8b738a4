"""You build on the absolute value. It has a corner at 0, where autograd takes 0 for its slope; the sigmoid has the slope ¼ there.
Caught by: sigmoid by hand"""

import torch


def sigmoid(x):
    e = torch.exp(-x.abs())
    return torch.where(x > 0, 1 / (1 + e), e / (1 + e))


def tanh(x):
    positive = x > 0
    above = torch.expm1(-2 * x.masked_fill(~positive, 0))
    below = torch.expm1(2 * x.masked_fill(positive, 0))
    return torch.where(positive, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
