"""You sum the dimensions that had length 1 and forget those that the original did not have at all: they stand in front.
Caught by: a bias"""


def unbroadcast(grad, shape):
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad
