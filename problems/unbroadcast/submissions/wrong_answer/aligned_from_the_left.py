"""You choose the dimension by its length, from the left. Shapes line up from the right.
Caught by: square"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim, length in enumerate(shape):
        if length == 1 and grad.shape[0] == grad.shape[-1] and grad.dim() == 2:
            grad = grad.sum(1).reshape(shape)
        elif length == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad
