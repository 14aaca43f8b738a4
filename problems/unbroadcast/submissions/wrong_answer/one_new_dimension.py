"""You sum one new dimension away. There may be more: all that stand in front.
Caught by: two new dimensions"""


def unbroadcast(grad, shape):
    if grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad
