"""The formula as it stands, by torch.where."""

import torch


def relu(x):
    return torch.where(x <= 0, 0, x)


def relu_backward(grad_output, x):
    return torch.where(x <= 0, 0, grad_output)
