"""You add an epsilon to the denominator. After the shift it cannot be zero, and the epsilon makes every probability,
and with it every gradient, slightly wrong.
Caught by: double precision"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / (e.sum(dim, keepdim=True) + 1e-9)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
