"""You multiply grad_output in place: the gradient that the caller still needs is changed.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    grad_output *= y
    return grad_output - y * grad_output.sum(dim, keepdim=True)
