"""You build the Jacobian with diag and outer, which make a matrix out of one vector. Given a matrix, diag takes its
diagonal and outer refuses; diag_embed and einsum work for a batch of slices.
Caught by: columns"""

import torch


def softmax_backward(grad_output, x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return (torch.diag(y) - torch.outer(y, y)) @ grad_output
