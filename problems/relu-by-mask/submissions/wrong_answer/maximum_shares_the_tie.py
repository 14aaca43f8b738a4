"""The values are right, but at x = 0 half of the gradient passes, where none should: maximum(x, 0) shares a tie, and so
does (x + |x|) / 2.
Caught by: zeros"""

import torch


def relu(x):
    return torch.maximum(x, torch.zeros_like(x))


def relu_backward(grad_output, x):
    return grad_output.masked_fill(x <= 0, 0)
