"""You multiply grad_output by the probabilities and stop there. Raising one logit lowers every other probability of the slice,
and that is the second term.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * grad_output
