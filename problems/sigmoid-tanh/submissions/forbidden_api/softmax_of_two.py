"""A softmax of two scores is the sigmoid of their difference, and off limits too.
Caught by: sigmoid by hand"""

import torch


def sigmoid(x):
    return torch.stack([x, torch.zeros_like(x)]).softmax(0)[0]


def tanh(x):
    positive = x > 0
    above = torch.expm1(-2 * x.masked_fill(~positive, 0))
    below = torch.expm1(2 * x.masked_fill(positive, 0))
    return torch.where(positive, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
