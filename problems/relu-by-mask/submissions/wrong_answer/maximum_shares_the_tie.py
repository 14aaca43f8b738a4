"""The values are right, but maximum(x, 0) shares the gradient of a tie: at x = 0 each side gets half, where x should
get none.
Caught by: zeros"""

import torch


def relu(x):
    return torch.maximum(x, torch.zeros_like(x))


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
