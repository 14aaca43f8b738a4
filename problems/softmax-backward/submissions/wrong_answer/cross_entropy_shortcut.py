"""You return y - grad_output, the gradient of softmax and cross-entropy together for a one-hot target. Here grad_output
is the gradient at the probabilities, whatever the loss was.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True) - grad_output
