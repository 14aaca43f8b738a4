"""You keep a dimension of length 1 only where something was summed. The original may have one where the gradient has one
too.
Caught by: one stays one"""


def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim in reversed(range(len(shape))):
        if shape[dim] == 1:
            grad = grad.sum(dim, keepdim=grad.shape[dim] > 1)
    return grad
