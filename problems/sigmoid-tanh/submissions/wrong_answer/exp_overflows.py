"""You write 1 / (1 + exp(−x)) as it stands. At −100 the exponential is infinite, and the gradient is infinity times 0.
Caught by: sigmoid far out"""

import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def tanh(x):
    positive = x > 0
    above = torch.expm1(-2 * x.masked_fill(~positive, 0))
    below = torch.expm1(2 * x.masked_fill(positive, 0))
    return torch.where(positive, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
