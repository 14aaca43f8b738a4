"""You take the gradient of one copy. All copies were used.
Caught by: a bias"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad[0]
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.narrow(dim, 0, 1)
    return grad
