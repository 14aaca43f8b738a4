"""You leave a vector of one entry. The shape () has no dimension at all.
Caught by: a scalar"""


def unbroadcast(grad, shape):
    while grad.dim() > max(1, len(shape)):
        grad = grad.sum(0)
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad if shape else grad.sum(0, keepdim=True)
