"""You return after the first dimension that was stretched. There may be more of them.
Caught by: two ones"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim, length in enumerate(shape):
        if length == 1:
            return grad.sum(dim, keepdim=True)
    return grad
