"""A sum over no copies is 0, not nothing: a dimension of length 0 comes back with length 1.
Caught by: nothing to sum"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim, length in enumerate(shape):
        if length == 1 and grad.shape[dim]:
            grad = grad.sum(dim, keepdim=True)
    return grad
