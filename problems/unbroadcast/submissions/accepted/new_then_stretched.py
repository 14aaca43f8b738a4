def unbroadcast(grad, shape):
    while grad.dim() > len(shape):
        grad = grad.sum(0)
    for dim, length in enumerate(shape):
        if length == 1:
            grad = grad.sum(dim, keepdim=True)
    return grad
