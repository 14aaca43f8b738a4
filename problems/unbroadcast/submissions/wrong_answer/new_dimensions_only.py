"""You sum the new dimensions away and leave those that were stretched. A length of 1 was used more than once
as well.
Caught by: a column"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    return grad
