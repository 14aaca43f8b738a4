"""You keep what is greater than 0. nan is not, so it silently becomes 0; ask what is less than or equal to 0 instead.
Caught by: not a number"""

import torch


def relu(x):
    return torch.where(x > 0, x, 0)


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
