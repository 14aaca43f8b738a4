"""You work along the last dimension whatever dim says.
Caught by: columns"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(-1, keepdim=True))
    y = e / e.sum(-1, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(-1, keepdim=True))
