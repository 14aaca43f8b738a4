"""You clamp the input so that nothing overflows. Beyond the clamp the gradient is 0, and small probabilities stop shrinking.
Caught by: sigmoid, small probabilities"""

import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-50, 50)))


def tanh(x):
    positive = x > 0
    above = torch.expm1(-2 * x.masked_fill(~positive, 0))
    below = torch.expm1(2 * x.masked_fill(positive, 0))
    return torch.where(positive, -above / (2 + above), below / (2 + below))


def sigmoid_backward(grad_output, output):
    return grad_output * output * (1 - output)


def tanh_backward(grad_output, output):
    return grad_output * (1 - output**2)
