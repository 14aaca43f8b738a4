"""You number the dimensions of the original, and sum those of the gradient: new ones in front move all others.
Caught by: new and stretched"""


def unbroadcast(grad, shape):
    stretched = [dim for dim, length in enumerate(shape) if length == 1]
    for dim in stretched:
        grad = grad.sum(dim, keepdim=True)
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    return grad
