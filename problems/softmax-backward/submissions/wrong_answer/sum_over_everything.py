"""You sum g times y over the whole tensor. Every slice along dim is a softmax of its own and needs its own sum.
Caught by: columns"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum())
