"""You use y (1 − y) for both. That is the slope of the sigmoid; tanh has 1 − y².
Caught by: tanh backward"""

import torch


def sigmoid(x):
    positive = x > 0
    above = torch.exp(-x.masked_fill(~positive, 0))
    below = torch.exp(x.masked_fill(positive, 0))
    return torch.where(positive, 1 / (1 + above), below / (1 + below))


def tanh(x):
    positive = x > 0
    above = torch.expm1(-2 * x.masked_fill(~positive, 0))
    below = torch.expm1(2 * x.masked_fill(positive, 0))
    return torch.where(positive, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * output * (1 - output)
