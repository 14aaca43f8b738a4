"""You subtract the plain sum of grad_output. It has to be weighted with the probabilities: sum of g times y.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - grad_output.sum(dim, keepdim=True))
