"""You sum a stretched dimension away. The original had it with length 1: keep it.
Caught by: a column"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim in reversed(range(len(shape))):
        if shape[dim] == 1:
            grad = grad.sum(dim)
    return grad
