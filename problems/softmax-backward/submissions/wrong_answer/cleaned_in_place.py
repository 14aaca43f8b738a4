"""You write into `grad_output`, say to clean it. Where it is finite nothing changes, but writing alone is too much:
behind a sum the gradient arrives expanded, one number seen many times, and into that nobody can write.
Caught by: by hand"""

import torch


def softmax_backward(grad_output, x, dim):
    y = torch.exp(x - x.amax(dim, keepdim=True))
    y = y / y.sum(dim, keepdim=True)
    g = grad_output.nan_to_num_(nan=0.0)
    return y * (g - (g * y).sum(dim, keepdim=True))
