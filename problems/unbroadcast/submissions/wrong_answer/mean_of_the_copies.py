"""You average. The gradients of all copies add up.
Caught by: a bias"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.mean(0)
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.mean(dim, keepdim=True)
    return grad
