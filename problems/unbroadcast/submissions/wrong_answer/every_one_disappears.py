"""You drop every dimension of length 1. The original may have one too.
Caught by: one stays one"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0) if grad.shape[0] > 1 or grad.dim() - 1 == len(shape) else grad.squeeze(0)
    ones = [dim for dim, length in enumerate(shape) if length == 1 and grad.shape[dim] == 1]
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad.squeeze(ones[0]) if ones else grad
