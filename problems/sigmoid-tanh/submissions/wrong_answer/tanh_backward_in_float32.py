"""Your backward of tanh computes in float32. A float64 gradient asks for float64.
Caught by: tanh backward in double"""

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
    y = output.float()
    return (grad_output.float() * (1 - y * y)).to(output.dtype)
