"""You subtract the plain mean of grad_output. The mean has to be weighted with the probabilities: sum of g times y.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - grad_output.mean(dim, keepdim=True))
