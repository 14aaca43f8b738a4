"""You treat every dim but 0 as the last one. With more than two dimensions there is a middle.
Caught by: second of four"""

import torch


def softmax_backward(grad_output, x, dim):
    dim = 0 if dim == 0 else -1
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
