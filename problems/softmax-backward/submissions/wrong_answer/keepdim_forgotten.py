"""Without keepdim=True the sum loses its dimension. On a square matrix it still broadcasts, and each column is given
the sum of the row with its number.
Caught by: square"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim))
