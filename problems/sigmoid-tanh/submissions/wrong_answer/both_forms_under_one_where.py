"""The values are right, since `where` picks the form that does not overflow. But autograd goes through both, and in the one
that was not picked 0 times infinity is nan: cut off what enters each exponential.
Caught by: sigmoid far out"""

import torch


def sigmoid(x):
    return torch.where(x > 0, 1 / (1 + torch.exp(-x)), torch.exp(x) / (1 + torch.exp(x)))


def tanh(x):
    above, below = torch.expm1(-2 * x), torch.expm1(2 * x)
    return torch.where(x > 0, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
