"""You use only the diagonal of the Jacobian, y (1 - y), as for a sigmoid. In a softmax, raising one logit also lowers
every other probability of the slice.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return grad_output * y * (1 - y)
