"""You stretch the sigmoid upwards and forget to make it steeper: tanh(x) is 2σ(2x) − 1, not 2σ(x) − 1.
Caught by: tanh by hand"""

import torch


def sigmoid(x):
    positive = x > 0
    above = torch.exp(-x.masked_fill(~positive, 0))
    below = torch.exp(x.masked_fill(positive, 0))
    return torch.where(positive, 1 / (1 + above), below / (1 + below))


def tanh(x):
    return 2 * sigmoid(x) - 1


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
