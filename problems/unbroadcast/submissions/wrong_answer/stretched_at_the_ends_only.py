"""You look at the first and the last dimension. One in the middle can be stretched as well.
Caught by: one in the middle"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim in {0, len(shape) - 1}:
        if shape and shape[dim] == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad
